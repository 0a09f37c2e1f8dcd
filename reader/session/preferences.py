"""The settings as a person sees and changes them: what holds, which file says it, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.core.errors import ReaderError
from reader.core.label import LabelSet
from reader.session.configured import Settings
from reader.session.session import Session

Value = str | bool | None
"""What a setting can be; None when a file does not set it."""

OURS = "reader-"
"""What the names of our own themes begin with; nobody has to write it."""


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
        exports = ", ".join(f"{name} {value}" for name, value in self._settings.exports.items())
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
            self._row("export", exports or "as usual", "what exports do when nobody says otherwise; in the file (e)"),
            self._row("labels", labels, "in reader.toml (e), from the next start"),
        )

    def change(self, row: Row, value: Value) -> str:
        """Give a setting a value in the file that is changed, or take it out; says what came of it."""
        if self._session.read_only:
            return self._session.read_only
        try:
            self._settings.put(self.path, row.name, value)
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
        here = row.values.index(held) if held in row.values else self._index(row)
        return row.values[(here + step) % len(row.values)]

    def theme_in(self, themes: Sequence[str]) -> str | None:
        """The theme that the files ask for, else the usual one, among these; None when it is none of them."""
        name = self._holds("theme")
        return next((theme for theme in themes if theme.removeprefix(OURS) == str(name).removeprefix(OURS)), None)

    def _row(self, name: str, shown: str, about: str, values: Sequence[Value] = (), *, typed: bool = False) -> Row:
        said = self._settings.paths[0] if name == "labels" and self._settings.project.named else None
        if name == "export":
            said = next(
                (path for key in self._settings.exports if (path := self._settings.said(f"export.{key}"))), None
            )
        elif name != "labels":
            said = self._settings.said(name)
        return Row(name, shown, said.name if said else "", about, values, typed)

    def _index(self, row: Row) -> int:
        """The place of what holds, although no file says it, among the values."""
        held: dict[str, Value] = {"theme": self._theme, "advance": self._session.advance, "determiner": "learnt"}
        return row.values.index(held[row.name]) if held[row.name] in row.values else 0

    def _apply(self, name: str) -> None:
        """Have what the files say now hold at once, where it can."""
        value, session = self._holds(name), self._session
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
