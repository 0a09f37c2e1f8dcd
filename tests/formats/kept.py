"""What each format keeps of what makes spans hard, by writing and reading: `python -m tests.formats.kept`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from reader.core.annotations import Annotations
from reader.core.errors import FormatError
from reader.formats import formats
from reader.formats.format import Entry, Format, Loaded
from tests.formats import cases
from tests.formats.roundtrip import PLAIN, back, files, tags, tags_of

Check = Callable[[Entry, Loaded], bool]
"""Did it come back?"""

SHAPES: Mapping[str, tuple[str, tuple[cases.Tag, ...]]] = {
    "nested": (cases.SENTENCE, ((0, 54, "claim"), (0, 20, "actor"), (16, 20, "place"), (31, 42, "figure"))),
    "crossing": (cases.SENTENCE, ((0, 20, "claim"), (13, 42, "actor"), (31, 54, "figure"))),
    "same extent": cases.SHAPES["same-extent"],
    "across lines": ("one two\nthree four\nfive", ((4, 13, "claim"), (8, 23, "actor"))),
    "emoji": ("A 👨\u200d👩\u200d👧 🇦🇲 é", ((2, 7, "actor"), (8, 10, "place"), (0, 12, "claim"))),
}
"""What spans are like; those on families, flags and accents in code points. None has a blank at an edge."""


def same_tags(entry: Entry, loaded: Loaded) -> bool:
    """Every span at its place with its label."""
    return sorted(tags(loaded.spans)) == sorted(tags_of(entry))


def same_notes(entry: Entry, loaded: Loaded) -> bool:
    """Every note."""
    return sorted(span.note for span in loaded.spans) == sorted(a.note for a in entry.record.annotations)


def same_status(entry: Entry, loaded: Loaded) -> bool:
    """Whether the work is done."""
    return loaded.status == entry.record.status


def _noted() -> Entry:
    entry = cases.CASES["nested"]
    noted = Annotations(a._replace(note=f"note {a.label}") for a in entry.record.annotations)
    return Entry(entry.article, replace(entry.record, annotations=noted, status="done"))


def _columns() -> Mapping[str, tuple[Entry, Check]]:
    return {
        **{name: (cases.entry(name, *shape), same_tags) for name, shape in SHAPES.items()},
        "notes": (_noted(), same_notes),
        "status": (_noted(), same_status),
    }


def word(form: Format, entry: Entry, check: Check) -> str:
    """`kept`, `lossy` or `refused`; for formats that are only written, what they say of themselves."""
    entry = Entry(replace(entry.article, id="a.txt"), replace(entry.record, id="a.txt"))
    try:
        if form.load is None:
            said = b"".join(files(form, [entry]).values())
            lost = check is same_tags and any(True for _ in form.losses(entry, PLAIN))
            notes = all(annotation.note.encode() in said for annotation in entry.record.annotations)
            told = notes if check is same_notes else check is same_tags or b"done" in said
            return "lossy" if lost or not told else "written"
        loaded = next(iter(back(form, [entry], at_hand=[entry]).values()), None)
    except FormatError:
        return "refused"
    return "kept" if loaded is not None and check(entry, loaded) else "lossy"


def rows() -> Iterator[tuple[str, str]]:
    """Each format with its row of the table."""
    columns = _columns()
    for form in formats():
        words = [word(form, entry, check) for entry, check in columns.values()]
        yield form.name, f"| `{form.name}` | {' | '.join(words)} |"


def heading() -> str:
    """The first two lines of the table."""
    names = list(_columns())
    return f"| format | {' | '.join(names)} |\n|---|{'---|' * len(names)}"


if __name__ == "__main__":
    sys.stdout.write("\n".join([heading(), *(row for _, row in rows())]) + "\n")
