"""Tagging a string in the whole corpus: every occurrence is shown in its place before anything is tagged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from reader.resources import folder
from reader.screens.carrying import Answer
from reader.screens.looking import Looking
from reader.session import corpuswide
from reader.session.concordance import Concordance, Decision
from reader.session.corpuswide import Batch
from reader.session.session import Session
from reader.widgets.bars import Peek
from reader.widgets.kwic import Choice, KwicKeys, KwicRows, Progress

KEYS = (
    ("y", "Tag", "decide('tag')"),
    ("n", "Refuse", "decide('refuse')"),
    ("a", "Rest", "tag_rest"),
    ("u", "Back", "take_back"),
    ("Enter", "Apply", "apply"),
)
"""Key, word and action of the key bar: what is needed most first, as 60 columns hold no more."""


class Kwic(Looking[Batch]):
    """Fills while a thread reads the articles. Leaves what is to be tagged."""

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

    def __init__(self, session: Session, concordance: Concordance) -> None:
        super().__init__(session)
        self.concordance = concordance
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
        """Move the bar with the first key."""
        self.rows.focus()

    def news(self) -> Iterator[Batch]:
        """Where it stands, as it is found."""
        return self.concordance.search()

    def take(self, news: Batch) -> None:
        """Show what was found."""
        first = not self.concordance.hits
        self.concordance.take(news)
        self.rows.grow()
        if first:
            self.rows.move_bar(self.concordance.next_undecided(-1) or 0)
        self.tell()

    def over(self, trouble: str) -> None:
        """Say that this is all."""
        self.tell(trouble or ("" if self.concordance.hits else "it stands nowhere untagged; Esc closes"))

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
        self.tell(sentence)

    def action_take_back(self) -> None:
        """Take the last decision back and go there."""
        row = self.concordance.take_back()
        if row is None:
            self.tell("nothing to take back")
        else:
            self.rows.repaint()
            self.rows.move_bar(row)
            self.tell()

    def action_apply(self) -> None:
        """Tag what was decided, as one step, and go back to the text."""
        concordance = self.concordance
        if concordance.count("undecided") and not concordance.decided:
            self.tell("nothing is decided yet: y tags this one, a all of them; Esc closes")
        elif self.waiting_for:
            self.tell(self.waiting_for)
        else:
            self.stop_looking()
            self.dismiss(concordance.work())

    def action_leave(self) -> None:
        """End the search, keeping what was found; go back to the text when it has ended already."""
        if self.searching:
            self.stop_looking()
            self.tell("the search was stopped; Enter tags what is decided, Esc again closes")
        else:
            refused = self.concordance.count("refuse")
            self.dismiss(f"nothing tagged{f'; {refused:,} refused' if refused else ''}")

    # Showing

    def _go_on(self, sentence: str) -> None:
        row = self.concordance.next_undecided(self.rows.bar)
        if row is not None:
            self.rows.move_bar(row)
        elif not sentence:
            more = self.concordance.count("undecided") or self.searching
            sentence = "no undecided one below this" if more else "all is decided: Enter tags, u takes back"
        self.tell(sentence)

    def tell(self, sentence: str = "") -> None:
        """Show how far everything is, and the sentence, else where the row under the bar is."""
        self._choice.show(self.concordance)
        self._progress.show(self.concordance, searching=self.searching)
        end = ("Esc", "Stop" if self.searching else "Close", "leave")
        self._keys.show((*KEYS, end, ("Space", "Skip", "skip")) if self.concordance.hits else (end,))
        self._said.say(sentence or self._here())

    def _here(self) -> str:
        if not self.concordance.hits:
            return "looking …" if self.searching else ""
        concordance, row = self.concordance, self.rows.bar
        hit = concordance.hits[row]
        why = f" · not offered: {hit.why}" if hit.why else ""
        where = f"{concordance.article_of(row)} · character {hit.span.start:,}"
        return f"{row + 1:,} of {len(concordance.hits):,} · {where}{why}"


def offer(app: App[None], session: Session, label_name: str, take: Callable[[Answer], None]) -> None:
    """Open the list for what the label's key would take here; what comes of it goes to `take`."""
    asked = corpuswide.wanted(session, label_name)
    if asked is None:
        take(f"nothing to tag as {label_name} here")
    else:
        app.push_screen(Kwic(session, Concordance(session, asked)), lambda answer: take(answer or ""))
