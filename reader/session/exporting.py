"""Writing an export: held against what it would lose, put in its place whole, and read back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reader.core.errors import FormatError
from reader.core.label import LabelSet
from reader.formats.format import Dump, Entry, Format, Options, Piece, Source
from reader.session.export import Export, Plan
from reader.session.verifying import Verdict, Wanted, verify
from reader.session.wording import counted, quoted
from reader.store.outputs import check_apart, check_place, found_at, write_file, write_folder

PREVIEW = 32_768
"""Bytes of a record that are shown beforehand, at most."""

BINARY = 0.1
"""The share of bytes that are no text from which on a file is no text."""

ARTICLES = (".txt", ".md")
"""What the names of articles end in: files of an export that do become articles when they stand in the same folder."""


class Written(NamedTuple):
    """What came of an export."""

    path: Path
    """Where it is."""
    form: str
    """The name of the format."""
    articles: int
    """How many articles it has."""
    spans: int
    """How many spans were to be written, those included that the format loses."""
    verdict: Verdict | None
    """What reading it back said; None when it cannot be read back."""
    news: str = ""
    """What a person should know; empty for nothing."""

    @property
    def sentence(self) -> str:
        """It in words."""
        back = f"{self.form} cannot be read back here" if self.verdict is None else self.verdict.sentence
        return f"written to {self.path}: {self._many}; {back}{f'; {self.news}' if self.news else ''}"

    @property
    def short(self) -> str:
        """The same in a line, where it is last: a line may be cut."""
        back = f", {self.verdict.back} of {self.verdict.spans} read back exactly" if self.verdict is not None else ""
        return f"{self._many} written{back}: {self.path}"

    @property
    def _many(self) -> str:
        return f"{counted(self.articles, 'article')}, {counted(self.spans, 'span')}"


def check(run: Export, path: Path, *, force: bool = False) -> None:
    """Raise FormatError or StoreError unless an export can be put there."""
    written_by(run.form)
    check_apart(path, run.corpus.root, lambda identity: run.corpus.index(identity) is not None, run.store)
    check_place(path, folder=not run.form.suffix, force=force)


def written_by(form: Format) -> Dump:
    """What writes a format. Raises FormatError for one that is only read."""
    if form.dump is None:
        raise FormatError(f"{form.name} can be read, but not written")
    return form.dump


def write(
    run: Export, path: Path, *, force: bool = False, stage: Callable[[str], None] = lambda _stage: None
) -> Written:
    """Write an export and read it back. `stage` hears what is done now; `run.tick` is called for every article of each.

    Raises ReaderError, also when not all came back; and whatever `run.tick` raises, after which nothing is written
    unless it was being read back already.
    """
    check(run, path, force=force)
    stage("writing")
    wanted = Wanted(run.form, run.options)
    pieces = run.pieces() if run.form.load is None else run.pieces(wanted.over)
    if run.form.suffix:
        write_file(path, pieces)
    else:
        write_folder(path, pieces, force=force)
    stage("reading back")
    found = found_at(path)
    verdict = verify(wanted, Source(found.names, found.open, run.text_of), run.tick)
    if verdict is not None and not verdict.holds:
        raise FormatError(f"{path} was written, but not all is as it should be: {verdict.sentence}")
    return Written(path, run.form.name, run.articles, run.spans, verdict, _among_articles(run, path, found.names))


def _among_articles(run: Export, path: Path, names: Sequence[str]) -> str:
    inside = path.resolve().is_relative_to(run.corpus.root.resolve()) and run.corpus.whole
    if inside and any(name.lower().endswith(ARTICLES) for name in names):
        return "its texts stand among the articles now, and are listed with them"
    return ""


def losing(plan: Plan) -> Iterator[str]:
    """A sentence for each kind of loss."""
    for (label, what, why), times in plan.losses.most_common():
        example, words = plan.examples[label, what, why]
        yield f"{counted(times, 'span')} of {label} {what}: {why} (such as {quoted(words)} in {example.article})"


def tally(plan: Plan, labels: LabelSet) -> Sequence[tuple[str, int]]:
    """How many spans each label has: those of the project in their order, then all others."""
    others = sorted(plan.spans.keys() - {label.name for label in labels})
    return [(name, plan.spans[name]) for name in (*(label.name for label in labels), *others) if plan.spans[name]]


def preview(form: Format, options: Options, entry: Entry) -> Sequence[str]:
    """The lines that a format writes for one article; of several files each after a line with its name.

    What stands in them is shown as it is: whoever shows it makes it harmless.
    """
    lines: list[str] = []
    for name, data in _files(written_by(form)([entry], options)):
        lines += [f"── {name}"] if name else []
        lines += _text(data)
    return lines


def _files(pieces: Iterable[Piece]) -> Iterator[tuple[str, bytes]]:
    """The beginning of each file, up to `PREVIEW` bytes of all."""
    gathered: dict[str, bytearray] = {}
    size = 0
    for name, data in pieces:
        gathered.setdefault(name, bytearray()).extend(data[: PREVIEW - size])
        size += len(data)
        if size >= PREVIEW:
            break
    return ((name, bytes(data)) for name, data in gathered.items())


def _text(data: bytes) -> Sequence[str]:
    text = data.decode("utf-8", "replace")
    strange = text.count("\ufffd") + text.count("\0")
    if strange > BINARY * len(text) + 1:
        return [f"(no text: {counted(len(data), 'byte')} or more, beginning {data[:16].hex(' ')})"]
    return text.removesuffix("\n").split("\n")


def usual_place(root: Path, form: Format, article: str = "") -> str:
    """Where an export goes when nobody says otherwise; `article` names the only one when it is not a whole folder.

    Beside the folder of articles and not in it: texts that stand there would be articles too.
    """
    here = root.resolve()
    name = Path(article).stem or here.name or "articles"
    beside = here.parent if os.access(here.parent, os.W_OK) else Path.cwd()
    folder = beside / f"{here.name or 'articles'}-export"
    return str(folder / (f"{name}{form.suffix}" if form.suffix else f"{name}-{form.name}"))
