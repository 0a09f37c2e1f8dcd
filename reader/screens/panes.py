"""A screen of three panes, of which one has the keys, and of a line in which a person types at times."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widget import Widget

from reader.commands import Command, bindings, number_bindings
from reader.commands.counting import Counting
from reader.screens.asking import Asking
from reader.session.session import Session
from reader.widgets.articles import ArticleRow, Articles
from reader.widgets.bars import KeyBar, Legend, Peek, TopLine
from reader.widgets.outline import Outline
from reader.widgets.page import Page

if TYPE_CHECKING:
    from reader.widgets.prompt import Prompt

ZERO = Binding("0", "screen.digit(0)", show=False)
"""Heard in the text before any command that has the key."""

PANES = ("articles", "page", "outline")
"""The panes from left to right."""

WIDE = 110
"""Columns from which the list and the outline stand beside the text; below it they slide over it."""


class Panes(Screen[None], inherit_bindings=False):
    """Decides who gets the next key: a pane, the prompt, or a number that is being typed."""

    AUTO_FOCUS = "#page"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (170, "-roomy")]  # noqa: RUF012 - Textual declares it

    def __init__(self, session: Session, table: Sequence[Command]) -> None:
        """`table` holds the commands with the keys a person gave them."""
        super().__init__()
        self.session = session
        self.table = table
        """Every command, with the keys it has."""
        self.by_id = {command.id: command for command in table}
        """The commands by their ids."""
        self.counting = Counting()
        """The number typed before a motion."""
        self._left_at: object = None
        self._asking: Asking | None = None
        self._give_back: Widget | None = None
        self._before: Widget | None = None
        self._answered = asyncio.Event()
        self._pane_digits = {
            name: int(key)
            for name in PANES
            for command in table
            for key in command.keys
            if command.do == f"focus_pane('{name}')" and key.isdecimal()
        }
        self.top_line = TopLine(id="top")
        self.articles = Articles(self.article_row, id="articles")
        self.page = Page(session.labels, (ZERO, *bindings(table, "text", "spans")), id="page")
        self.outline = Outline(bindings(table, "spans"), id="outline")
        self.peek = Peek(table, id="peek")
        self.legend = Legend(table, id="legend")
        self.key_bar = KeyBar(table, id="keys")
        for binding in (ZERO, *bindings(table, "screen"), *number_bindings(table), *self._elsewhere()):
            self._bindings.bind(binding.key, binding.action, binding.description, show=False)

    def compose(self) -> ComposeResult:
        """The three panes between the top line and the three lines below."""
        yield self.top_line
        yield Horizontal(self.articles, self.page, self.outline, id="panes")
        yield self.peek
        yield self.legend
        yield self.key_bar

    # For the screen to say

    def article_row(self, row: int) -> ArticleRow:
        """What a row of the list shows."""
        raise NotImplementedError

    def show(self, sentence: str = "") -> None:
        """Show how things stand, and the sentence if there is one."""
        raise NotImplementedError

    # Panes

    def action_focus_pane(self, name: str) -> None:
        """Give the keys to a pane; where there is no room beside the text it slides in, and out again."""
        digit, again = self._pane_digits.get(name, 0), self.query_one(f"#{name}").has_focus
        if digit and (self.counting.number or (again and name == "page")):
            self.action_digit(digit)
            return
        self.counting.pane(digit)
        self.give_keys("page" if again and self.has_class("-narrow") else name)

    def action_focus_next_pane(self, step: int) -> None:
        """Give the keys to the next or previous pane."""
        here = PANES.index(self.focused.id or "") if self.focused and self.focused.id in PANES else 1
        self.give_keys(PANES[(here + step) % len(PANES)])

    def give_keys(self, name: str) -> None:
        """Have a pane take the keys from the very next one on."""
        self.slide(name)
        self.set_focus(self.query_one(f"#{name}"))

    def slide(self, name: str | None) -> None:
        """Slide a pane in over the text, and the other away; the classes do nothing where there is room."""
        for pane in (self.articles, self.outline):
            pane.set_class(pane.id == name, "-slid")
        if name is None:
            self.set_focus(self.page)

    @property
    def has_slid(self) -> bool:
        """Is a pane in over the text?"""
        return any(pane.has_class("-slid") for pane in (self.articles, self.outline))

    def _elsewhere(self) -> Iterator[Binding]:
        """What the keys of the text do while another pane has the keys and does not know them."""
        for command in self.table:
            if command.scope != "screen" and command.keys:
                yield Binding(command.binding.key, f"elsewhere('{command.id}')")

    async def action_elsewhere(self, id_: str) -> None:
        """A key of the text while a pane has the keys: after the pane's digit it is a motion made so often."""
        if self.counting.number and self.by_id[id_].repeats:
            self.give_keys("page")
            # Awaited: the next key must find it done.
            await self.run_action(self.by_id[id_].full_action)
        else:
            self.peek.say(f"the keys go to this pane{self._way_back()}")

    def _way_back(self) -> str:
        """`: 2 or Esc goes back to the text`, with the keys of now."""
        keys = [self.by_id[id_].first_key for id_ in ("focus.page", "select.drop", "focus.next")]
        shown = " or ".join([key for key in keys if key][:2])
        return f": {shown} goes back to the text" if shown else ""

    def on_screen_suspend(self) -> None:
        """Another screen is opened: remember what it is opened over."""
        self._left_at = self._whereabouts

    def on_screen_resume(self) -> None:
        """The text has the keys when a list led to a place in it. Forget a number begun before: nobody knows of it."""
        if self._left_at not in (None, self._whereabouts):
            self.give_keys("page")
        if self.counting.begun:
            self.counting.forget()
            # Not before the screen has the size of now: what is shown counts as seen.
            self.call_after_refresh(self.show)

    @property
    def _whereabouts(self) -> object:
        return self.session.index, self.session.caret.place

    # Numbers

    def action_digit(self, digit: int) -> None:
        """Take one more digit of the number that says how often the next motion is made."""
        self.counting.digit(digit)
        if self.focused is not self.page:
            self.give_keys("page")
        self.peek.say(f"{self.counting.number} times …")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """May an action be done now? 0 is a digit inside a number only, and else what it is bound to."""
        return action != "digit" or parameters != (0,) or self.counting.number > 0

    # The prompt

    @property
    def asking(self) -> bool:
        """Does a person type into the prompt?"""
        return self._asking is not None

    async def ask(self, asking: Asking, before: Widget | None = None) -> None:
        """Ask; `before` is the pane that Esc gives the keys back to, when it is not the one that has them."""
        from reader.widgets.prompt import Prompt

        if self._asking is not None:
            return
        self._asking, self._give_back = asking, self.focused
        self._before = before or self.focused
        self._answered.clear()
        self.peek.display = False
        self.key_bar.say_instead(asking.keys)
        prompt = Prompt(asking.question, asking.text)
        await self.mount(prompt, before=self.legend)
        self.set_focus(prompt.line)

    def on_prompt_typed(self, message: Prompt.Typed) -> None:
        """Follow what is typed."""
        if self._asking is not None:
            self.show(self._asking.typed(message.text))

    def on_prompt_ended(self, message: Prompt.Ended) -> None:
        """Take the answer and give the keys back."""
        asking, self._asking = self._asking, None
        if self.focused not in (self.articles, self.page, self.outline):
            back = self._give_back if message.text is not None else self._before
            self.give_keys(back.id if back is not None and back.id in PANES else "page")
        self.query("Prompt").remove()
        self.peek.display = True
        self.key_bar.say_instead(())
        if asking is not None:
            self.show(asking.ended(message.text))
        self._answered.set()

    async def typed_so_far(self) -> None:
        """Wait until the prompt has taken every character that came before; the keys are its own until it ends."""
        for prompt in self.query("Prompt Input"):
            self.set_focus(prompt)
        if self.focused is not None:
            taken = asyncio.Event()
            self.focused.call_later(taken.set)
            with suppress(TimeoutError):
                await asyncio.wait_for(taken.wait(), timeout=2)

    async def answered(self) -> None:
        """Wait until the answer just ended is taken: the next key is meant for what comes after."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._answered.wait(), timeout=2)
