"""What the prompt can be asked for: a string to search, a note, a command for spans, a filter of the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from reader.session import going, remarks
from reader.session.session import Session

Keys = Sequence[tuple[str, str]]
"""Keys, and what can be typed, with what they do."""


class Asking(Protocol):
    """A question to the person, and what becomes of the answer. Methods give the sentence to show."""

    question: str
    """What stands before the line."""
    text: str
    """What the line holds at first."""
    keys: Keys
    """Shown in place of the keys of the text."""

    def typed(self, text: str) -> str:
        """The line holds another text."""

    def ended(self, text: str | None) -> str:
        """Enter was pressed, or Esc: then without a text."""


class Searching:
    """Goes to the first hit while one types; Esc goes back to where the search began."""

    question = "/"
    text = ""
    keys: Keys = (("Enter", "Stay there"), ("Esc", "Back to where it began"))

    def __init__(self, session: Session) -> None:
        self._session = session
        self._place = session.caret.place
        self._query = session.gesture.query
        self._said = ""

    def typed(self, text: str) -> str:
        """Search from where the search began."""
        self._session.caret.put(self._place)
        self._said = going.find(self._session, text)
        return self._said

    def ended(self, text: str | None) -> str:
        """Keep the hits marked, or be where one was."""
        if text is None:
            self._session.caret.put(self._place)
            self._session.gesture.query = self._query
            return ""
        # An empty line searches for the same again, as less and vim do.
        if not text and self._query:
            self._session.gesture.query = self._query
            return going.find_by(self._session, 1)
        return self._said


class Noting:
    """A note on what is at the cursor."""

    keys: Keys = (("Enter", "Keep it"), ("Esc", "Leave it as it was"))

    def __init__(self, session: Session) -> None:
        self._session = session
        what, self.text = remarks.noted(session)
        self.question = f"note on {what}:"

    def typed(self, text: str) -> str:
        """Nothing happens before Enter."""
        del text
        return ""

    def ended(self, text: str | None) -> str:
        """Keep the note."""
        return "" if text is None else remarks.note(self._session, text)


class Commanding:
    """A command for spans; what could not be read last time stands there to be put right."""

    question = "tag · relabel · delete · list …:"
    keys: Keys = (("Enter", "Show the spans"), ("Esc", "Back"), ("such as", 'list * where text contains "war"'))

    def __init__(self, run: Callable[[str], str], text: str) -> None:
        self._run = run
        self.text = text

    def typed(self, text: str) -> str:
        """Nothing happens before Enter."""
        del text
        return ""

    def ended(self, text: str | None) -> str:
        """Show what the command would do."""
        return self._run(text) if text and text.strip() else ""


class Filtering:
    """Narrows the list while one types; Esc shows all again. What holds already stands there, ready for more words."""

    question = "show articles with:"
    keys: Keys = (
        ("Enter", "Keep"),
        ("Esc", "Show all"),
        ("is:open", "begun done skipped flagged"),
        ("label:NAME", ""),
        ("note:WORD", ""),
        ("text:WORD", ""),
        ("is:suggested", ""),
    )

    def __init__(self, narrow: Callable[[str], str], sift: Callable[[str], str], text: str) -> None:
        """`narrow` and `sift` narrow the list and say what came of it; `sift` may take a while."""
        self._narrow = narrow
        self._sift = sift
        self.text = f"{text} " if text else ""

    def typed(self, text: str) -> str:
        """Narrow the list."""
        return self._narrow(text)

    def ended(self, text: str | None) -> str:
        """Leave the list narrow, or show all."""
        return self._sift((text or "").strip())
