"""Writing and reading back: what does not come back is found, and what is stopped leaves nothing."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest

from reader.core.errors import FormatError
from reader.core.label import DEFAULT_LABELS
from reader.formats import format_of, formats
from reader.formats.format import Entry, Options, Source
from reader.session import annotating
from reader.session.export import Choice
from reader.session.exporting import preview, write
from reader.session.making import undo
from reader.session.session import Session
from reader.session.settings import Settings
from reader.session.verifying import Wanted, verify
from tests.formats.cases import CASES

JSONL = format_of("jsonl")


def wanted(entries: Iterable[Entry]) -> Wanted:
    """What should come back when these are written."""
    noted = Wanted(JSONL, Options())
    for _ in noted.over(entries):
        continue
    return noted


def read_back(entries: list[Entry], data: bytes) -> str:
    """What reading some bytes back says."""
    verdict = verify(wanted(entries), Source(["out.jsonl"], lambda _name: io.BytesIO(data)))
    assert verdict is not None
    return verdict.sentence if not verdict.holds else "all is there"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"", b"", "all is there"),
        (b'"start":16', b'"start":17', "1 span came back that should not be there"),
        (b'"label":"place"', b'"label":"actor"', "read back: 3 of 4 spans exactly"),
        (b'"id":"', b'"id":"x', "all is there"),
        (b"}}\n", b"}}\n{\n", "line 2"),
    ],
)
def test_what_does_not_come_back_is_found(old: bytes, new: bytes, words: str) -> None:
    """A span elsewhere, another label, a line that cannot be read; another name of an article is none."""
    entries = [CASES["nested"]]
    data = b"".join(data for _, data in JSONL.dump(entries, Options())) if JSONL.dump is not None else b""

    assert words in read_back(entries, data.replace(old, new, 1) if old else data)


def test_nothing_is_left_of_what_is_stopped(session: Session, tmp_path: Path) -> None:
    """Whatever ends it while it is written."""
    annotating.tag(session, "claim")
    for form, place in (("jsonl", "out.jsonl"), ("brat", "out")):
        run = session.export(format_of(form), Options(), Choice(), print)

        def stop() -> None:
            raise KeyboardInterrupt

        run.tick = stop
        with pytest.raises(KeyboardInterrupt):
            write(run, tmp_path / place)

    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]


def test_what_is_on_the_screen_is_exported(session: Session) -> None:
    """Before anything is on disk: a tag, an undo, a status."""
    annotating.tag(session, "claim")
    session.toggle_done()
    with session.saving._disk:
        run = session.export(JSONL, Options(), Choice(status="done"), print)
        plan = run.plan()
        undo(session)
        undo(session)
        after = session.export(JSONL, Options(), Choice(), print).plan()

    assert (plan.articles, dict(plan.spans)) == (1, {"claim": 1})
    assert (after.articles, dict(after.spans)) == (2, {})


def test_memory_does_not_grow_with_the_spans(session: Session, tmp_path: Path) -> None:
    """Reading back keeps some bytes a span, not what it says."""
    entries = [CASES["nested"]] * 5_000
    path = tmp_path / "out.jsonl"
    assert JSONL.dump is not None
    path.write_bytes(b"".join(data for _, data in JSONL.dump(entries[:1], Options())))
    named = (
        Entry(entry.article.__class__(f"{number}.txt", entry.article.text), entry.record)
        for number, entry in enumerate(entries)
    )

    tracemalloc.start()
    verify(wanted(named), Source(["out.jsonl"], lambda _name: path.open("rb")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 5_000 * 1_000


@pytest.mark.parametrize("shape", CASES)
def test_every_format_shows_every_shape(shape: str) -> None:
    """A preview is lines, however the format is written."""
    for form in formats():
        if form.dump is not None:
            try:
                lines = preview(form, Options(), CASES[shape])
            except FormatError:
                continue
            assert not any("\n" in line for line in lines)


def test_settings_are_those_of_the_format() -> None:
    """What means nothing to it is not asked, and not handed on."""
    can = [form for form in formats() if form.dump is not None]
    settings = Settings(can, DEFAULT_LABELS, lambda form: f"/there/out{form.suffix}")
    settings.form = format_of("conll")
    settings.change("flatten", 1)
    conll = settings.options.flatten
    fields = settings.fields
    settings.form = JSONL

    assert conll == "outermost"
    assert "flatten" in fields
    assert settings.options == Options()
    assert settings.fields == ("status", "labels", "annotator", "to")


def test_labels_are_chosen_one_by_one() -> None:
    """Going round them, or some together; all of them and none are all."""
    settings = Settings([JSONL], DEFAULT_LABELS, lambda _form: "out")
    names = [label.name for label in DEFAULT_LABELS]
    settings.change("labels", 1)
    first = settings.choice.labels
    settings.toggle_label(names[1])
    two = settings.choice.labels
    for name in names[2:]:
        settings.toggle_label(name)

    assert (set(first), set(two)) == ({names[0]}, {names[0], names[1]})
    assert settings.choice.labels == frozenset()
    assert settings.shown("labels") == ("labels", "all")
