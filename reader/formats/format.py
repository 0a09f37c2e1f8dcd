"""What a format is: how annotated articles become its bytes, what is lost on the way, and how its bytes are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, Literal, NamedTuple

from reader.core.article import Article
from reader.core.change import Status
from reader.core.label import DEFAULT_LABELS, LabelSet
from reader.core.record import Record

Unit = Literal["codepoint", "utf16", "grapheme"]
"""What the offsets of a file count."""


class Entry(NamedTuple):
    """One article to be written. Every annotation of the record stands on its words."""

    article: Article
    """The article; offsets count its code points."""
    record: Record
    """Its annotations, status, note and flag."""


class Options(NamedTuple):
    """What a person may say about writing or reading; a format takes no notice of what means nothing to it."""

    labels: LabelSet = DEFAULT_LABELS
    """The labels of the project, for the configurations that go with some formats."""
    offsets: Unit | None = None
    """What offsets count; None for what the format usually does, and on reading for what the covered text says."""
    flatten: Literal["", "outermost", "innermost"] = ""
    """Where only one label fits on a token: which of several is kept. Empty to keep all where the format can."""
    scheme: Literal["IOB2", "BIOES"] = "IOB2"
    """How the tags of tokens are called."""
    ents: bool = False
    """For spaCy: `doc.ents`, which may not overlap, instead of `doc.spans`."""
    spreadsheet: bool = False
    """For CSV: made for spreadsheets, which take some texts for formulas."""
    split: tuple[int, ...] = ()
    """Percentages of train, dev and test, by article; empty for one part."""
    seed: int = 0
    """What the split is drawn with."""
    all_answers: bool = False
    """Read what its annotators rejected or skipped as well."""


Piece = tuple[str, bytes]
"""Bytes of a file, by its path below the folder that is written, with `/` between the parts; for a format of one file
the path is empty. A file comes in one or more pieces, in order, and not mixed with those of others."""


class Loss(NamedTuple):
    """One annotation that a format cannot hold as it is."""

    article: str
    """The article's id."""
    annotation: str
    """The annotation's id."""
    label: str
    """Its label."""
    what: Literal["dropped", "cut", "moved", "flattened", "split", "renamed"]
    """What becomes of it."""
    why: str
    """Why, in a few words."""


class Source(NamedTuple):
    """What is to be read: one file, or the files of a folder."""

    names: Sequence[str]
    """The files, by their paths below the folder, sorted; of a single file its name."""
    open: Callable[[str], BinaryIO]
    """Opens one of them to be read. Raises OSError."""
    text_of: Callable[[str], str | None] = lambda _article: None
    """The text of an article that is at hand already, by its id or file name; None when it is not. For formats that
    bring none."""


class LoadedSpan(NamedTuple):
    """One span as a file has it, its offsets in code points of the text."""

    start: int
    """The first code point."""
    end: int
    """One past the last code point."""
    label: str
    """The label's name."""
    text: str | None = None
    """What it covers by the file's own word, when the file says it: what is not there shows that offsets are wrong."""
    id: str = ""
    """The annotation's id, when the file has one that can be kept."""
    annotator: str = ""
    """Who made it."""
    note: str = ""
    """A remark on it."""
    flag: bool = False
    """Was it marked as unsure?"""
    created: str = ""
    """When it was made: UTC, ISO 8601."""
    updated: str = ""
    """When it was last changed: UTC, ISO 8601."""
    before: str = ""
    """The text right before it by the file's word."""
    after: str = ""
    """The text right behind it by the file's word."""
    score: float | None = None
    """How sure a model was of it; None when a person made it."""


class Loaded(NamedTuple):
    """One article as a file has it."""

    where: str
    """Where it stands, such as `line 12`."""
    id: str
    """Its id, when the file names one; empty else."""
    text: str | None
    """Its text; None when the file brings none and it was not at hand."""
    spans: tuple[LoadedSpan, ...] = ()
    """Its spans, in the order of the file."""
    title: str = ""
    """Its title, when the file has one of its own."""
    status: Status | None = None
    """How far the work on it is, when the file says it."""
    note: str = ""
    """A remark on the article."""
    flag: bool = False
    """Was the article marked as unsure?"""
    remarks: tuple[str, ...] = ()
    """What was made good or passed over while it was read, a few words each."""


class Fault(NamedTuple):
    """A part of a file that cannot be read; the parts around it can."""

    where: str
    """Where it stands, such as `line 12`."""
    why: str
    """Why, as a sentence without its full stop."""
    data: bytes = b""
    """The part itself, at most some thousand bytes, to be kept."""


Dump = Callable[[Iterable[Entry], Options], Iterator[Piece]]
"""Writes articles, one after the other as they come: a corpus may be larger than the memory."""

Losses = Callable[[Entry, Options], Iterator[Loss]]
"""Says of one article what `Dump` would lose."""

Load = Callable[[Source, Options], Iterator[Loaded | Fault]]
"""Reads articles, one after the other. Raises FormatError when the whole is not of this format."""

Looks = Callable[[str, bytes], bool]
"""Does a file of this name, that begins with these bytes (at most 64 KB), look like the format?"""


def no_losses(entry: Entry, options: Options) -> Iterator[Loss]:
    """For formats that hold everything."""
    del entry, options
    return iter(())


class Format(NamedTuple):
    """One way to write annotated articles, or to read them, or both."""

    name: str
    """What `--format` takes."""
    title: str
    """What it is, in a line."""
    suffix: str
    """What its file is called at the end, such as `.jsonl`; empty for a folder of files."""
    keeps: str
    """What of the annotations it keeps, in a line."""
    loses: str
    """What it loses, in a line; empty when nothing."""
    dump: Dump | None = None
    """None when it is only read."""
    load: Load | None = None
    """None when it is only written."""
    losses: Losses = no_losses
    """What writing loses."""
    looks: Looks = lambda _name, _head: False
    """Does a file look like it?"""
    extra: str = ""
    """The extra that has to be installed for it; empty when nothing has."""
    takes: tuple[str, ...] = ()
    """The fields of `Options` that mean something to its `dump`, but `labels`: what a person is asked for it."""
