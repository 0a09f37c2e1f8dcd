"""Tagging a string in the whole corpus: every occurrence is shown in its place before anything is tagged."""

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
from reader.session import corpuswide
from reader.session.concordance import Concordance, Decision
from reader.session.corpuswide import Batch
from reader.session.session import Session
from reader.widgets.bars import Peek
from reader.widgets.kwic import Choice, KwicKeys, KwicRows, Progress
from reader.widgets.rowlist import RowList

KEYS = (
    ("y", "Tag", "decide('tag')"),
    ("n", "Refuse", "decide('refuse')"),
    ("a", "Rest", "tag_rest"),
    ("u", "Back", "take_back"),
    ("Enter", "Apply", "apply"),
)
"""Key, word and action of the key bar: what is needed most first, as 60 columns hold no more."""


class Kwic(ModalScreen[str]):
    """Fills while a thread reads the articles. Gives the sentence that says what was done."""

    CSS_PATH = folder("styles") / "kwic.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "decide('tag')", show=False),
        Binding("n", "decide('refuse')", show=False),
        Binding("space", "skip", show=False),
        Binding("a", "tag_rest", show=False),
        Binding("u", "take_back", show=False),
        Binding("enter", "apply", show=False),
        Binding("escape", "leave", show=False),
    ]

    @dataclass
    class Found(Message):
        """The search has news."""

        batch: Batch

    @dataclass
    class Ended(Message):
        """The search went to the end."""

    def __init__(self, concordance: Concordance) -> None:
        super().__init__()
        self.concordance = concordance
        self.searching = True
        """Is the search still running?"""
        self._stop = Event()
        self.rows = KwicRows(concordance, id="occurrences")
        self._choice = Choice(id="choice")
        self._said = Peek(id="said")
        self._progress = Progress(id="progress")
        self._keys = KwicKeys(id="kwic-keys")

    def compose(self) -> ComposeResult:
        """What is decided, the occurrences, what the last key did, the search, the keys."""
        yield self._choice
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

    def on_kwic_found(self, message: Found) -> None:
        """Show what was found; nothing more comes in once the search was stopped."""
        if self.searching:
            first = not self.concordance.hits
            self.concordance.take(message.batch)
            self.rows.grow()
            if first:
                self.rows.move_bar(self.concordance.next_undecided(-1) or 0)
            self._show()

    def on_kwic_ended(self) -> None:
        """Say that this is all."""
        self.searching = False
        self._show("" if self.concordance.hits else "it stands nowhere untagged; Esc closes")

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Say where the row is."""
        message.stop()
        self._show()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A row was clicked: it is only looked at."""
        message.stop()
        self._show()

    # Deciding

    def action_decide(self, decision: Decision) -> None:
        """Tag this occurrence or refuse it, and go to the next undecided."""
        if self.concordance.hits:
            sentence = self.concordance.decide(self.rows.bar, decision)
            self.rows.repaint((self.rows.bar,))
            self._go_on(sentence)

    def action_skip(self) -> None:
        """Leave it as it is, and go to the next undecided."""
        self._go_on("")

    def action_tag_rest(self) -> None:
        """Tag every undecided occurrence found so far."""
        sentence = self.concordance.tag_rest()
        self.rows.repaint()
        self._show(sentence)

    def action_take_back(self) -> None:
        """Take the last decision back and go there."""
        row = self.concordance.take_back()
        if row is None:
            self._show("nothing to take back")
        else:
            self.rows.repaint()
            self.rows.move_bar(row)
            self._show()

    def action_apply(self) -> None:
        """Tag what was decided, as one step, and go back to the text."""
        concordance = self.concordance
        if concordance.count("undecided") and not concordance.decided:
            self._show("nothing is decided yet: y tags this one, a all of them; Esc closes")
            return
        self._end_search()
        self._show(f"tagging {concordance.count('tag'):,} …")
        # Thousands of articles take seconds; the word stands there meanwhile.
        self.call_after_refresh(self._apply)

    def action_leave(self) -> None:
        """End the search, keeping what was found; go back to the text when it has ended already."""
        if self.searching:
            self._end_search()
            self._show("the search was stopped; Enter tags what is decided, Esc again closes")
        else:
            refused = self.concordance.count("refuse")
            self.dismiss(f"nothing tagged{f'; {refused:,} refused' if refused else ''}")

    def _apply(self) -> None:
        until = f"; only {self.concordance.searched:,} of {self.concordance.size:,} articles searched"
        self.dismiss(self.concordance.apply() + (until if self._is_cut else ""))

    # The search

    @property
    def _is_cut(self) -> bool:
        return self.concordance.searched < self.concordance.size

    def _search(self) -> None:
        """Runs in a thread: only messages lead back from it."""
        for batch in self.concordance.search():
            if self._stop.is_set():
                return
            self.post_message(self.Found(batch))
        self.post_message(self.Ended())

    def _end_search(self) -> None:
        self.searching = False
        self._stop.set()

    # Showing

    def _go_on(self, sentence: str) -> None:
        row = self.concordance.next_undecided(self.rows.bar)
        if row is not None:
            self.rows.move_bar(row)
        elif not sentence:
            more = self.concordance.count("undecided") or self.searching
            sentence = "no undecided one below this" if more else "all is decided: Enter tags, u takes back"
        self._show(sentence)

    def _show(self, sentence: str = "") -> None:
        """Show how far everything is, and the sentence, else where the row under the bar is."""
        self._choice.show(self.concordance)
        self._progress.show(self.concordance, searching=self.searching)
        end = ("Esc", "Stop" if self.searching else "Close", "leave")
        self._keys.show((*KEYS, end, ("Space", "Skip", "skip")))
        self._said.say(sentence or self._here())

    def _here(self) -> str:
        if not self.concordance.hits:
            return "looking …" if self.searching else ""
        concordance, row = self.concordance, self.rows.bar
        hit = concordance.hits[row]
        why = f" · not offered: {hit.why}" if hit.why else ""
        where = f"{concordance.article_of(row)} · character {hit.span.start:,}"
        return f"{row + 1:,} of {len(concordance.hits):,} · {where}{why}"


def offer(app: App[None], session: Session, label_name: str, tell: Callable[[str], None]) -> None:
    """Open the list for what the label's key would take here; the sentence goes to `tell`."""
    asked = corpuswide.wanted(session, label_name)
    if asked is None:
        tell(f"nothing to tag as {label_name} here")
    else:
        app.push_screen(Kwic(Concordance(session, asked)), lambda sentence: tell(cast("str", sentence)))
