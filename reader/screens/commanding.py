"""What a command for spans would do, shown in every place before anything is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from reader.resources import folder
from reader.screens.carrying import Answer
from reader.screens.looking import Looking
from reader.session.commanding.parsing import parse
from reader.session.commanding.preview import News, Preview
from reader.session.commanding.tokens import CommandError
from reader.session.session import Session
from reader.widgets.bars import Peek
from reader.widgets.commanding import Counts, SpanRows
from reader.widgets.kwic import KwicKeys, Progress

DOING = (("Enter", "Do it", "apply"), ("y", "With", "choose(True)"), ("n", "Without", "choose(False)"))
"""Key, word and action of the key bar for a command that changes something."""
LISTING = (("Enter", "Go there", "apply"),)
"""The same for one that only shows."""


class Commanded(Looking[News]):
    """Fills while a thread reads the articles. Leaves what is to be done."""

    CSS_PATH = folder("styles") / "commanding.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "choose(True)", show=False),
        Binding("n", "choose(False)", show=False),
        Binding("enter", "apply", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, session: Session, preview: Preview) -> None:
        super().__init__(session)
        self.preview = preview
        self.rows = SpanRows(preview, id="spans")
        self._counts = Counts(id="counts")
        self._said = Peek(id="said")
        self._progress = Progress(id="progress")
        self._keys = KwicKeys(id="command-keys")

    def compose(self) -> ComposeResult:
        """The command with its counts, the spans, what is under the bar, the search, the keys."""
        yield self._counts
        yield self.rows
        yield self._said
        yield self._progress
        yield self._keys

    def on_mount(self) -> None:
        """Move the bar with the first key."""
        self.rows.focus()

    def news(self) -> Iterator[News]:
        """What the command would do, as it is found."""
        return self.preview.search()

    def take(self, news: News) -> None:
        """Show what was found."""
        self.preview.take(news)
        self.rows.grow()
        self.tell()

    def over(self, trouble: str) -> None:
        """Say that this is all."""
        if trouble:
            self.dismiss(trouble)
        else:
            self.tell("" if self.preview.rows else "no span is meant by it; Esc closes")

    def action_choose(self, chosen: bool) -> None:
        """Have the span under the bar changed, or not, and go to the next."""
        if not (self.preview.rows and self.preview.command.changes):
            return
        sentence = self.preview.choose(self.rows.bar, chosen=chosen)
        self.rows.repaint((self.rows.bar,))
        self.rows.move_bar(min(self.rows.bar + 1, len(self.preview.rows) - 1))
        self.tell(sentence)

    def action_apply(self) -> None:
        """Do it as one step, and go back to the text; of a list, go to the span under the bar."""
        preview = self.preview
        if not preview.command.changes:
            self.stop_looking()
            self.dismiss(preview.go(self.rows.bar) if preview.rows else "nothing is listed")
        elif self.searching:
            self.tell("still looking: wait for the end, or Esc stops here")
        elif not preview.chosen:
            self.tell("nothing is chosen; Esc closes")
        elif self.waiting_for:
            self.tell(self.waiting_for)
        else:
            self.dismiss(preview.work())

    def action_leave(self) -> None:
        """End the search, keeping what was found; go back to the text when it has ended already."""
        if self.searching:
            self.stop_looking()
            self.tell("the search was stopped; Enter does it as far as it came, Esc again closes")
        else:
            self.dismiss("nothing changed" if self.preview.command.changes else "")

    def tell(self, sentence: str = "") -> None:
        """Show how far everything is, and the sentence, else where the row under the bar is."""
        self._counts.show(self.preview)
        self._progress.show(self.preview, searching=self.searching, edited=self.preview.edited)
        keys = (DOING if self.preview.command.changes else LISTING) if self.preview.found else ()
        self._keys.show((*keys, ("Esc", "Stop" if self.searching else "Close", "leave")))
        self._said.say(sentence or self._here())

    def _here(self) -> str:
        preview, row = self.preview, self.rows.bar
        if not preview.rows:
            return "looking …" if self.searching else ""
        edit = preview.rows[row].edit
        why = f" · left as it is: {edit.why}" if edit.why else ""
        return f"{row + 1:,} of {len(preview.rows):,} · {preview.article_of(row)} · character {edit.span.start:,}{why}"


def offer(app: App[None], session: Session, text: str, take: Callable[[Answer], None]) -> str:
    """Show what a command would do; gives a sentence when it cannot. What comes of it goes to `take`."""
    session.gesture.command = text
    try:
        command = parse(text, session.labels)
    except CommandError as error:
        return str(error)
    session.gesture.command = ""
    if command.changes and session.read_only:
        return session.read_only
    app.push_screen(Commanded(session, Preview(session, command)), lambda answer: take(answer or ""))
    return ""
