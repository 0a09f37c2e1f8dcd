"""Looking at the spans that an edit of the text left without a certain place, and saying what becomes of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, cast

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from reader.resources import folder
from reader.session.review import Decision, Review
from reader.session.session import Session
from reader.widgets.bars import Peek
from reader.widgets.doubts import DoubtRows, Now, Tally, Was
from reader.widgets.kwic import KwicKeys
from reader.widgets.rowlist import RowList

KEYS = (
    ("y", "Put", "decide('put')"),
    ("n", "Aside", "decide('aside')"),
    ("d", "Delete", "decide('delete')"),
    ("c", "Another", "other_place"),
    ("u", "Back", "take_back"),
    ("Esc", "Done", "leave"),
    ("Enter", "Show", "show_place"),
    ("a", "Put rest", "put_rest"),
)
"""Key, word and action of the key bar: what is needed most first, as 60 columns hold no more."""


class Drifted(ModalScreen[str]):
    """A row a span. Leaving does what was decided, as one step. Gives the sentence that says what was done."""

    CSS_PATH = folder("styles") / "drift.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "decide('put')", show=False),
        Binding("n", "decide('aside')", show=False),
        Binding("d", "decide('delete')", show=False),
        Binding("space", "skip", show=False),
        Binding("a", "put_rest", show=False),
        Binding("c", "other_place", show=False),
        Binding("u", "take_back", show=False),
        Binding("enter", "show_place", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.review = Review(session)
        self.rows = DoubtRows(self.review, id="doubts")
        self._tally = Tally(id="tally")
        self._was = Was(id="was")
        self._now = Now(id="now")
        self._said = Peek(id="said")
        self._keys = KwicKeys(id="drift-keys")

    def compose(self) -> ComposeResult:
        """What is decided, the spans, the one under the bar at full width, what the last key did, the keys."""
        yield self._tally
        yield self.rows
        yield self._was
        yield self._now
        yield self._said
        yield self._keys

    def on_mount(self) -> None:
        """Begin with the first that nothing was decided of."""
        self.rows.focus()
        self.rows.show_rows(len(self.review.doubts), self.review.next_undecided(-1) or 0)
        self._show()

    def on_resize(self) -> None:
        """Show the bars for the width there is."""
        self._show()

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Show the row in full."""
        message.stop()
        self._show()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A row was clicked: it is only looked at."""
        message.stop()
        self._show()

    def action_decide(self, decision: Decision) -> None:
        """Decide about this span, and go to the next undecided."""
        sentence = self.review.decide(self.rows.bar, decision)
        self.rows.repaint((self.rows.bar,))
        if sentence:
            self._show(sentence)
        else:
            self._go_on()

    def action_skip(self) -> None:
        """Leave it as it is, and go to the next undecided."""
        self._go_on()

    def action_put_rest(self) -> None:
        """Put every undecided span where it may be."""
        sentence = self.review.put_rest()
        self.rows.repaint()
        self._show(sentence)

    def action_other_place(self) -> None:
        """Show the next place where this span may be."""
        sentence = self.review.other_place(self.rows.bar)
        self.rows.repaint((self.rows.bar,))
        self._show(sentence)

    def action_take_back(self) -> None:
        """Take the last decision back and go there."""
        row = self.review.take_back()
        if row is None:
            self._show("nothing to take back")
        else:
            self.rows.repaint()
            self.rows.move_bar(row)
            self._show()

    def action_show_place(self) -> None:
        """Go back to the text, to where this span may be."""
        place = self.review.place(self.rows.bar)
        sentence = self.review.apply()
        if place is not None:
            self.session.caret.go(place.start)
        self.dismiss(sentence)

    def action_leave(self) -> None:
        """Go back to the text; what is undecided is named again next time."""
        self.dismiss(self.review.apply())

    def _go_on(self) -> None:
        row = self.review.next_undecided(self.rows.bar)
        if row is not None:
            self.rows.move_bar(row)
        self._show("" if row is not None else "all is decided: Esc does it, u takes back")

    def _show(self, sentence: str = "") -> None:
        """Show how far everything is, and the sentence, else why the row under the bar has to be looked at."""
        row = self.rows.bar
        self._tally.show(self.session.article.id, self.review)
        self._was.show(self.review, row)
        self._now.show(self.review, row)
        self._said.say(sentence or f"{row + 1:,} of {len(self.review.doubts):,} · {self.review.why(row)}")
        self._keys.show(KEYS)


def offer(app: App[None], session: Session, tell: Callable[[str], None]) -> None:
    """Open the list of the article in hand, when there is one; the sentence goes to `tell`."""
    if session.read_only:
        tell(session.read_only)
        return
    screen = Drifted(session)
    if not screen.review.doubts:
        tell("every span of this article stands on its words")
    else:
        app.push_screen(screen, lambda sentence: tell(cast("str", sentence)))
