"""The settings as a person sees and changes them: what holds, which file says it, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.core.change import STATUSES
from reader.core.errors import ReaderError
from reader.core.label import LabelSet
from reader.formats import MODULES
from reader.session.configured import Settings
from reader.session.session import Session
from reader.store.rewriting import Value as Setting

Value = Setting | None
"""What a setting can be; None when a file does not set it."""

EXPORT = "export."
"""What the names of settings of exports begin with."""

OURS = "reader-"
"""What the names of our own themes begin with; nobody has to write it."""


EXPORT_VALUES: Mapping[str, tuple[str, Sequence[Setting]]] = {
    "format": ("the format, here and with F4; reader formats explains them", tuple(MODULES)),
    "status": ("only articles in this state", tuple(map(str, STATUSES))),
    "labels": ("only these labels, with commas between them", ()),
    "annotator": ("only what these have made, with commas between them", ()),
    "split": ("parts for training, such as 80/10/10 per cent for train, dev and test", ()),
    "seed": ("a number that decides which article comes into which part", ()),
    "offsets": ("what offsets count, where the format leaves it open", ("codepoint", "utf16", "grapheme")),
    "flatten": ("which span stays of those that lie over each other", ("outermost", "innermost")),
    "scheme": ("the tags of CoNLL", ("IOB2", "BIOES")),
    "ents": ("spaCy: in doc.ents rather than doc.spans, those that do not overlap", (True, False)),
    "spreadsheet": ("CSV and TSV made safe for spreadsheets", (True, False)),
}
"""What each setting of exports means, and what it can be; empty for what is typed."""

LISTS = ("labels", "annotator")
"""Those that are several names."""


class Row(NamedTuple):
    """One setting."""

    name: str
    """As it is written."""
    shown: str
    """What holds now."""
    said: str
    """Which file says so; empty for none."""
    about: str
    """What it means, and from when on it holds."""
    values: Sequence[Value] = ()
    """What it can be; empty when that is typed, or changed in the file alone."""
    typed: bool = False
    """Is its value typed?"""


class Preferences:
    """The settings of a session, changed in one of the two files at a time. What can act at once does."""

    def __init__(self, session: Session, settings: Settings, themes: Sequence[str], theme: str) -> None:
        """`themes` are those that can be shown, `theme` is the one in force."""
        self._session = session
        self._settings = settings
        self._themes = [name.removeprefix(OURS) for name in themes]
        self._theme = theme.removeprefix(OURS)
        held: dict[str, str | bool] = {"annotator": session.author.name, "theme": theme, "advance": session.advance}
        self._otherwise = {**held, **settings.otherwise}
        self.path = settings.paths[0]
        """The file that is changed."""

    @property
    def whose(self) -> str:
        """Whose settings these are."""
        return "for all who open these articles" if self.path == self._settings.paths[0] else "yours, everywhere"

    def other_file(self) -> None:
        """Change the other file from now on."""
        first, second = self._settings.paths
        self.path = second if self.path == first else first

    @property
    def rows(self) -> Sequence[Row]:
        """All of them, in the order they are shown."""
        session, now = self._session, self._settings.value
        labels = ", ".join(label.name for label in session.labels)
        encoding = session.corpus.reading.encoding
        return (
            self._row("annotator", session.author.name, "the name in annotations made from now on", typed=True),
            self._row("theme", self._theme, "the colours", self._themes),
            self._row("advance", "on" if session.advance else "off", "go on by itself after a tag (F6)", (True, False)),
            self._row(
                "determiner",
                str(now("determiner") or "learnt"),
                'names with "the", without, or as is mostly done',
                ("learnt", "with", "without"),
            ),
            self._row(
                "store",
                str(now("store") or "beside the articles"),
                "where annotations are; from the next start",
                typed=True,
            ),
            self._row(
                "encoding", encoding or "none", "of articles that do not say theirs; from the next start", typed=True
            ),
            self._row("labels", labels, "in reader.toml (e), from the next start"),
            *(
                self._row(f"export.{name}", _shown(now(f"export.{name}")), about, values, typed=not values)
                for name, (about, values) in EXPORT_VALUES.items()
            ),
        )

    def change(self, row: Row, value: Value) -> str:
        """Give a setting a value in the file that is changed, or take it out; says what came of it."""
        if self._session.read_only:
            return self._session.read_only
        try:
            self._settings.put(self.path, row.name, _meant(row.name, value))
        except ReaderError as error:
            return str(error)
        self._apply(row.name)
        said = self._settings.said(row.name)
        if value is not None and said != self.path:
            return f"written into {self.path.name}; {said.name if said else 'nothing'} comes first"
        return f"{'written into' if value is not None else 'left out of'} {self.path}"

    @property
    def labels(self) -> LabelSet:
        """The labels of the session."""
        return self._session.labels

    def begin(self) -> None:
        """Have a file there that can be edited. Raises ReaderError."""
        self._session.check_writable()
        self._settings.begin(self.path)

    def read_again(self) -> str:
        """Have what the files say now hold where it can; says what is wrong in them. Raises ReaderError."""
        self._settings.read()
        for row in self.rows:
            if row.values or row.typed:
                self._apply(row.name)
        self._session.exports = self._settings.exports
        return "read again; what does not hold at once holds from the next start"

    def next_value(self, row: Row, step: int) -> Value:
        """The value after the one that holds, or before it (`step` -1), going round."""
        held = self._settings.value(row.name)
        if held is None and row.name.startswith(EXPORT):
            return row.values[0 if step > 0 else -1]
        here = row.values.index(held) if held in row.values else self._index(row)
        return row.values[(here + step) % len(row.values)]

    def typed(self, row: Row) -> str:
        """What a setting that is typed is now, as it is typed."""
        value = self._settings.value(row.name)
        return "" if value is None else _shown(value)

    def theme_in(self, themes: Sequence[str]) -> str | None:
        """The theme that the files ask for, else the usual one, among these; None when it is none of them."""
        name = self._holds("theme")
        return next((theme for theme in themes if theme.removeprefix(OURS) == str(name).removeprefix(OURS)), None)

    def _row(self, name: str, shown: str, about: str, values: Sequence[Value] = (), *, typed: bool = False) -> Row:
        if name == "labels":
            said = self._settings.paths[0] if self._settings.project.named else None
        else:
            said = self._settings.said(name)
        return Row(name, shown, said.name if said else "", about, values, typed)

    def _index(self, row: Row) -> int:
        """The place of what holds, although no file says it, among the values."""
        held: dict[str, Value] = {"theme": self._theme, "advance": self._session.advance, "determiner": "learnt"}
        return row.values.index(held[row.name]) if held[row.name] in row.values else 0

    def _apply(self, name: str) -> None:
        """Have what the files say now hold at once, where it can."""
        value, session = self._holds(name), self._session
        if name.startswith(EXPORT):
            session.exports = self._settings.exports
        match name:
            case "annotator":
                session.call_annotator(str(value))
            case "advance":
                session.advance = bool(value)
            case "theme":
                self._theme = str(value).removeprefix(OURS)
            case "determiner":
                session.determiner = {"with": True, "without": False}.get(str(value))

    def _holds(self, name: str) -> Value:
        """What the files set a name to, else what holds without them."""
        value: Value = self._settings.value(name)
        return self._otherwise.get(name) if value is None else value


def _shown(value: Value) -> str:
    """A value of the files in words."""
    match value:
        case None:
            return "as usual"
        case bool():
            return "yes" if value else "no"
        case str() | int():
            return str(value)
        case _:
            return ", ".join(value)


def _meant(name: str, value: Value) -> Value:
    """What was typed or chosen, as the files have it. What cannot be is for them to say."""
    if not isinstance(value, str) or not name.startswith(EXPORT):
        return value
    key = name.removeprefix(EXPORT)
    if key in LISTS:
        return [each.strip() for each in value.split(",") if each.strip()]
    return int(value) if key == "seed" and value.isascii() and value.isdecimal() else value
