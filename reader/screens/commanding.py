"""What a command for spans would do, shown in every place before anything is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import ClassVar, cast

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import ModalScreen

from reader.resources import folder
from reader.session.commanding.conditions import SlowError
from reader.session.commanding.parsing import parse
from reader.session.commanding.preview import News, Preview
from reader.session.commanding.tokens import CommandError
from reader.session.session import Session
from reader.widgets.bars import Peek
from reader.widgets.commanding import Counts, SpanRows
from reader.widgets.kwic import KwicKeys, Progress
from reader.widgets.rowlist import RowList

DOING = (("Enter", "Do it", "apply"), ("y", "With", "choose(True)"), ("n", "Without", "choose(False)"))
"""Key, word and action of the key bar for a command that changes something."""
LISTING = (("Enter", "Go there", "apply"),)
"""The same for one that only shows."""


class Commanded(ModalScreen[str]):
    """Fills while a thread reads the articles. Gives the sentence that says what was done."""

    CSS_PATH = folder("styles") / "commanding.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "choose(True)", show=False),
        Binding("n", "choose(False)", show=False),
        Binding("enter", "apply", show=False),
        Binding("escape", "leave", show=False),
    ]

    @dataclass
    class Told(Message):
        """The search has news."""

        news: News

    @dataclass
    class Ended(Message):
        """The search is over; `trouble` says why when it could not go on to the end."""

        trouble: str = ""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.preview = preview
        self.searching = True
        """Is the search still running?"""
        self._stop = Event()
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
        """Search."""
        self.rows.focus()
        self.run_worker(self._search, thread=True)

    def on_unmount(self) -> None:
        """Have the search end, however the screen was left."""
        self._stop.set()

    def on_resize(self) -> None:
        """Show the bars for the width there is."""
        self._show()

    def on_commanded_told(self, message: Told) -> None:
        """Show what was found; nothing more comes in once the search was stopped."""
        if self.searching:
            self.preview.take(message.news)
            self.rows.grow()
            self._show()

    def on_commanded_ended(self, message: Ended) -> None:
        """Say that this is all."""
        if message.trouble:
            self.dismiss(message.trouble)
            return
        self.searching = False
        self._show("" if self.preview.rows else "no span is meant by it; Esc closes")

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Say where the row is."""
        message.stop()
        self._show()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A row was clicked: it is only looked at."""
        message.stop()
        self._show()

    def action_choose(self, chosen: bool) -> None:
        """Have the span under the bar changed, or not, and go to the next."""
        if not (self.preview.rows and self.preview.command.changes):
            return
        sentence = self.preview.choose(self.rows.bar, chosen=chosen)
        self.rows.repaint((self.rows.bar,))
        self.rows.move_bar(min(self.rows.bar + 1, len(self.preview.rows) - 1))
        self._show(sentence)

    def action_apply(self) -> None:
        """Do it as one step, and go back to the text; of a list, go to the span under the bar."""
        preview = self.preview
        if not preview.command.changes:
            self._end_search()
            self.dismiss(preview.go(self.rows.bar) if preview.rows else "nothing is listed")
        elif self.searching:
            self._show("still looking: wait for the end, or Esc stops here")
        elif not preview.chosen:
            self._show("nothing is chosen; Esc closes")
        else:
            self._show(f"changing {preview.chosen:,} …")
            # Thousands of articles take seconds; the word stands there meanwhile.
            self.call_after_refresh(self._apply)

    def action_leave(self) -> None:
        """End the search, keeping what was found; go back to the text when it has ended already."""
        if self.searching:
            self._end_search()
            self._show("the search was stopped; Enter does it as far as it came, Esc again closes")
        else:
            self.dismiss("nothing changed" if self.preview.command.changes else "")

    def _apply(self) -> None:
        self.dismiss(self.preview.apply() + self._until)

    @property
    def _until(self) -> str:
        """What is said when not everything was looked through."""
        preview = self.preview
        if preview.searched == preview.size:
            return ""
        return f"; only {preview.searched:,} of {preview.size:,} articles searched"

    def _search(self) -> None:
        """Runs in a thread: only messages lead back from it."""
        try:
            for news in self.preview.search():
                if self._stop.is_set():
                    return
                self.post_message(self.Told(news))
        except SlowError as error:
            self.post_message(self.Ended(str(error)))
        else:
            self.post_message(self.Ended())

    def _end_search(self) -> None:
        self.searching = False
        self._stop.set()

    def _show(self, sentence: str = "") -> None:
        """Show how far everything is, and the sentence, else where the row under the bar is."""
        self._counts.show(self.preview)
        self._progress.show(self.preview, searching=self.searching)
        keys = DOING if self.preview.command.changes else LISTING
        self._keys.show((*keys, ("Esc", "Stop" if self.searching else "Close", "leave")))
        self._said.say(sentence or self._here())

    def _here(self) -> str:
        preview, row = self.preview, self.rows.bar
        if not preview.rows:
            return "looking …" if self.searching else ""
        edit = preview.rows[row].edit
        why = f" · left as it is: {edit.why}" if edit.why else ""
        return f"{row + 1:,} of {len(preview.rows):,} · {preview.article_of(row)} · character {edit.span.start:,}{why}"


def offer(app: App[None], session: Session, text: str, tell: Callable[[str], None]) -> str:
    """Show what a command would do; gives a sentence when it cannot. What came of it goes to `tell`."""
    session.gesture.command = text
    try:
        command = parse(text, session.labels)
    except CommandError as error:
        return str(error)
    session.gesture.command = ""
    if command.changes and session.read_only:
        return session.read_only
    app.push_screen(Commanded(Preview(session, command)), lambda sentence: tell(cast("str", sentence)))
    return ""
