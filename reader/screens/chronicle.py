"""The list of changes: all that was done, in this session and before; any of it is a key away, and so is undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from reader.core.errors import StoreError
from reader.resources import folder
from reader.screens.carrying import Answer, Carrier
from reader.screens.looking import Looking
from reader.session.chronicle import Chronicle, Told, summary
from reader.session.making import Revisiting
from reader.session.session import Session
from reader.session.wording import counted, quoted
from reader.widgets.bars import Peek
from reader.widgets.chronicle import ChangeRows
from reader.widgets.kwic import KwicKeys
from reader.widgets.prompt import NARROWING, Prompt

KEYS = (
    ("Enter", "Go there", "go"),
    ("u", "Undo to here", "undo"),
    ("U", "Redo", "redo"),
    ("/", "Filter", "ask"),
    ("Esc", "Close", "leave"),
)
"""Key, word and action of the key bar."""

AT_ONCE = 20
"""Steps that are taken back before the screen is drawn again."""


class Changes(Looking[list[Told]]):
    """Fills while a thread reads the history of former sessions. Leaves the sentence to show in the text."""

    CSS_PATH = folder("styles") / "chronicle.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", show=False),
        Binding("u", "undo", show=False),
        Binding("U", "redo", show=False),
        Binding("slash", "ask", show=False),
        Binding("escape,Z", "leave", show=False),
    ]

    def __init__(self, session: Session) -> None:
        """Raises StoreError when the history cannot be read."""
        super().__init__(session)
        self.chronicle = Chronicle(session)
        self._carrier = Carrier(self, session, self._stepped, self.tell)
        self._undoing: int | None = None
        self._query = ""
        self._typing = False
        self._taken = self._back = 0
        self.rows = ChangeRows(self.chronicle, id="changes")
        self._said = Peek(id="said")
        self._keys = KwicKeys(id="chronicle-keys")

    def compose(self) -> ComposeResult:
        """The steps, what stands under the bar or was done, the keys."""
        yield self.rows
        yield self._said
        yield self._keys

    def on_mount(self) -> None:
        """Show this session's steps."""
        self.rows.focus()
        self.rows.list_steps(self.chronicle.matching(""), 0)
        self.tell()

    def news(self) -> Iterator[list[Told]]:
        """The steps of former sessions."""
        return self.chronicle.read()

    def take(self, news: list[Told]) -> None:
        """Show more of it below."""
        before = len(self.chronicle)
        self.chronicle.take(news)
        new = self.chronicle.matching(self._query, range(before, len(self.chronicle)))
        everything = range(len(self.chronicle)) if not self._query.split() else [*self.rows.listed, *new]
        self.rows.list_steps(everything, self.rows.bar)
        self.tell()

    def over(self, trouble: str) -> None:
        """Say that this is all."""
        self.tell(trouble)

    # What the keys do

    def action_go(self) -> None:
        """Go where the step under the bar can be seen."""
        step = self.rows.step
        if self._carrier.work is not None:
            # Leaving would give it up.
            self.tell()
        elif step is not None and self._undoing is None:
            self.dismiss(self.chronicle.go(step))

    def action_undo(self) -> None:
        """Take back everything down to the step under the bar, step by step."""
        step = self.rows.step
        if self.session.read_only or self.waiting_for:
            self.tell(self.session.read_only or self.waiting_for)
        elif step is not None and self._undoing is None:
            if self.chronicle.state(step) != "done":
                self.tell(summary(self.chronicle, step))
                return
            self._undoing, self._taken = step, 0
            self._undo_on()

    def action_redo(self) -> None:
        """Make the step taken back last again."""
        if self._undoing is None:
            self._carrier.start(Revisiting(self.session, again=True))

    def action_leave(self) -> None:
        """Stop undoing; else go back to the text."""
        if self._carrier.stop():
            return
        if self._undoing is not None:
            self._undone(f"stopped: {counted(self._taken, 'step')} taken back")
        else:
            self.dismiss("")

    def _undo_on(self) -> None:
        """Take some more steps back, and let the screen be drawn in between."""
        if self._undoing is None:
            return
        taken, trouble = self.chronicle.undo_to(self._undoing, AT_ONCE)
        self._taken += taken
        if trouble or self.chronicle.state(self._undoing) != "done":
            self._undone(trouble or f"{counted(self._taken, 'step')} taken back; U makes them again one by one")
            return
        self.rows.repaint()
        self.tell()
        large = self.chronicle.large_step()
        if large is None:
            self.call_after_refresh(self._undo_on)
        else:
            self._back = self.session.history.taken_back
            self._carrier.start(large)

    def _stepped(self, said: str) -> None:
        """A step was made again, or a large one taken back, or could not be."""
        self.rows.repaint()
        if self._undoing is None:
            self.tell(said)
        elif self.session.history.taken_back > self._back:
            self._taken += 1
            self._undo_on()
        else:
            self._undone(f"{said}; {counted(self._taken, 'step')} taken back" if self._taken else said)

    def _undone(self, sentence: str) -> None:
        self._undoing = None
        self.rows.repaint()
        self.tell(sentence)

    # Filtering

    async def action_ask(self) -> None:
        """Ask for words that a step must have."""
        if not self.query(Prompt) and self._undoing is None:
            prompt = Prompt("show changes with:", self._query)
            self._said.display = False
            await self.mount(prompt, before=self._keys)
            self.set_focus(prompt.line)
            self._typing = True
            self.tell()

    def on_prompt_typed(self, message: Prompt.Typed) -> None:
        """Narrow the list while one types."""
        self._narrow(message.text)

    def on_prompt_ended(self, message: Prompt.Ended) -> None:
        """Leave it narrow, or show all."""
        self.query(Prompt).remove()
        self._said.display = True
        self._typing = False
        self._narrow(message.text or "")
        self.rows.focus()

    def _narrow(self, query: str) -> None:
        among = self.rows.listed if query.startswith(self._query) else None
        self._query = query
        self.rows.list_steps(self.chronicle.matching(query, among), 0)
        self.tell("" if self.rows.count else f"no change with {quoted(query)}")

    # Showing

    def tell(self, sentence: str = "") -> None:
        """Show a sentence, else how far undoing is, or what it would do under the bar."""
        usual = KEYS if len(self.chronicle) else KEYS[-1:]
        self._keys.show(NARROWING if self._typing else usual)
        self._said.say(sentence or self._way() or self._here())

    def _way(self) -> str:
        work = self._carrier.work
        if work is not None:
            return f"{work.progress} · Esc stops"
        return f"{self._taken:,} taken back … Esc stops" if self._undoing is not None else self.waiting_for

    def _here(self) -> str:
        step = self.rows.step
        if step is None:
            return "reading …" if self.searching else "nothing was changed yet"
        of = f"{len(self.rows.listed):,}{' so far' if self.searching else ''}"
        return f"{self.rows.bar + 1:,} of {of} · {summary(self.chronicle, step)}"


def offer(app: App[None], session: Session, take: Callable[[Answer], None]) -> str:
    """Open the list; gives a sentence when it cannot be. What is to be said afterwards goes to `take`."""
    try:
        changes = Changes(session)
    except StoreError as error:
        return str(error)
    app.push_screen(changes, lambda answer: take(answer or ""))
    return ""
