"""The reading screen: the list, the page, the outline, and the lines below them."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from reader.commands import Command, bindings, commands, number_bindings
from reader.commands.counting import Counting
from reader.core.record import Record
from reader.screens.asking import Asking, Commanding, Filtering, Noting, Searching
from reader.screens.carrying import PACE, Answer, Carrier
from reader.screens.palette import Palette
from reader.session import going, remarks
from reader.session.drift import TO_LOOK_AT
from reader.session.filter import TEXT
from reader.session.making import Revisiting
from reader.session.overview import ORDERS, Order
from reader.session.relabelling import notice, relabelling
from reader.session.review import to_look_at
from reader.session.saving import News, SaveState
from reader.session.session import Session
from reader.session.sifting import sifting
from reader.session.wording import quoted
from reader.theme import Colours
from reader.widgets.articles import ArticleRow, Articles
from reader.widgets.bars import Bar, KeyBar, Legend, Peek, TopLine
from reader.widgets.lines import Lines
from reader.widgets.outline import Outline
from reader.widgets.page import Page
from reader.widgets.rowlist import RowList
from reader.widgets.sending import Sender

if TYPE_CHECKING:
    from reader.widgets.prompt import Prompt

ZERO = Binding("0", "screen.digit(0)", show=False)
"""Heard in the text before any command that has the key."""

PANES = ("articles", "page", "outline")
"""The panes from left to right."""

WIDE = 110
"""Columns from which the list and the outline stand beside the text; below it they slide over it."""


class Reading(Screen[None], inherit_bindings=False):
    """Where articles are read and tagged. Every action is a sentence to the session."""

    AUTO_FOCUS = "#page"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (170, "-roomy")]  # noqa: RUF012 - Textual declares it
    COMMANDS = {Palette}  # noqa: RUF012
    ALLOW_SELECT = False

    @dataclass
    class Saved(Message):
        """Things stand otherwise between memory and disk."""

        state: SaveState

    @dataclass
    class Met(Message):
        """The store met something on the disk that a person should know."""

        news: News

    def __init__(self, session: Session, table: Sequence[Command] | None = None) -> None:
        """`table` holds the commands with the keys a person gave them."""
        super().__init__()
        self._compositor = Sender()
        self.session = session
        self.table = commands(session.labels) if table is None else table
        """Every command, with the keys it has."""
        session.saving.on_change = self._tell_saved
        session.saving.on_news = self._tell_news
        self._by_id = {command.id: command for command in self.table}
        self._carrier = Carrier(self, session, self._worked, self._show_work, lambda: self._is_free)
        self._leaving = False
        self._learnt = False
        self._shown: tuple[int, Record | None] | None = None
        self._elsewhere_shown = session.elsewhere
        self._status = ""
        self._listed: Sequence[int] = range(len(session.corpus))
        self._filter = ""
        self._left_at: object = None
        self._order: Order = "name"
        self._asking: Asking | None = None
        self._give_back: Widget | None = None
        self._before: Widget | None = None
        self._answered = asyncio.Event()
        self._counting = Counting()
        self._pane_digits = {
            name: int(key)
            for name in PANES
            for command in self.table
            for key in command.keys
            if command.do == f"focus_pane('{name}')" and key.isdecimal()
        }
        self.top_line = TopLine(id="top")
        self.articles = Articles(self._article_row, id="articles")
        self.page = Page(session.labels, (ZERO, *bindings(self.table, "text", "spans")), id="page")
        self.outline = Outline(bindings(self.table, "spans"), id="outline")
        self.peek = Peek(self.table, id="peek")
        self.legend = Legend(self.table, id="legend")
        self.key_bar = KeyBar(self.table, id="keys")
        for binding in (ZERO, *bindings(self.table, "screen"), *number_bindings(self.table), *self._elsewhere()):
            self._bindings.bind(binding.key, binding.action, binding.description, show=False)

    def compose(self) -> ComposeResult:
        """The three panes between the top line and the three lines below."""
        yield self.top_line
        yield Horizontal(self.articles, self.page, self.outline, id="panes")
        yield self.peek
        yield self.legend
        yield self.key_bar

    def on_mount(self) -> None:
        """Show the article that the session opened, and follow the theme from now on."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.recolour())
        news = self.session.trouble or self.session.news
        self.show(news or " ")
        if not news:
            # What the keys would take is worked out after the first paint: its rules take as long to load as that.
            self.call_after_refresh(self.show)

    def show(self, sentence: str = "") -> None:
        """Show how things stand in the session, and the sentence if there is one."""
        session, place = self.session, self.session.caret.place
        if sentence.endswith(TO_LOOK_AT):
            sentence += self._key_of("article.drift")
        sentence = sentence or self._notice_of_labels()
        text, query = session.article.text, session.gesture.query
        self.page.show(
            text, session.annotations, place, session.trouble, query, session.suggestions, session.views.unseen
        )
        self.outline.show(session.annotations, place)
        if self._shown != (session.index, session.kept):
            self._show_article()
        if self._elsewhere_shown != session.elsewhere:
            self._elsewhere_shown = session.elsewhere
            self.articles.repaint()
            self._show_top_line()
        sentence = sentence or self._lesson()
        if session.trouble or sentence.isspace():
            self.peek.say(sentence)
        else:
            self.peek.show(session.annotations.at(place.cursor), session.scene, session.proposals(), sentence)

    def _show_article(self) -> None:
        """Show what no motion changes: which article it is, its state and its counts."""
        session, listed_anew = self.session, self._shown is None
        self._shown = (session.index, session.kept)
        row = self._row_of(session.index)
        self.articles.show_rows(len(self._listed), row)
        self.articles.repaint(None if listed_anew else (row,))
        status: str = session.records.status(session.index)
        if many := to_look_at(session):
            status += f" · {many} {TO_LOOK_AT}{self._key_of('article.drift')}"
        self._status = status
        self._show_top_line()
        self._show_legend(session.saving.state)

    def _show_top_line(self) -> None:
        session = self.session
        size, seen = len(session.corpus), session.views.here.share(len(session.article))
        self.top_line.show(session.article.id, self._status, session.index, size, session.done_count, seen)

    def on_page_viewed(self, message: Page.Viewed) -> None:
        """Remember what of the article was on the screen."""
        if message.text is self.session.article.text and self.is_current:
            self.session.views.here.note(message.start, message.end)
            self._show_top_line()

    def _row_of(self, index: int) -> int:
        """The row of the list that an article has, or would have in the order of names."""
        if self._order == "name":
            return bisect_left(self._listed, index)
        return self._listed.index(index) if index in self._listed else 0

    def _show_legend(self, state: SaveState) -> None:
        session = self.session
        work = "" if session.work is None else f"{session.work.progress}{self._stopped_by}"
        self.legend.show(session.labels, session.annotations, state, len(session.suggestions), work)

    @property
    def _stopped_by(self) -> str:
        key = self._by_id["select.drop"].first_key
        return f" · {key} stops" if key else ""

    def _notice_of_labels(self) -> str:
        """That there are spans whose label is none of the project's, once, and what can be done."""
        said = notice(self.session)
        return f"{said}; Relabel{self._key_of('app.palette')}" if said else ""

    def _lesson(self) -> str:
        """The first step that is to be done next; empty for everybody but somebody new."""
        coach = self.session.coach
        return coach.line(lambda step: self._by_id[step].first_key) if coach is not None else ""

    def _key_of(self, id_: str) -> str:
        """`: D`, the key of a command behind a sentence that speaks of it; nothing when it has none."""
        key = self._by_id[id_].first_key
        return f": {key}" if key else ""

    def recolour(self) -> None:
        """Take the colours of the theme now in force."""
        colours = Colours.of(self.app.theme_variables, self.session.labels)
        for widget in self._painted():
            widget.recolour(colours)
        self._shown = None
        self.show()

    # Commands

    def action_run(self, id_: str) -> None:
        """Do what a command does to the session; as often as the number typed before it says."""
        command = self._by_id[id_]
        if isinstance(command.do, str):
            return
        sentence = ""
        times = self._counting.take()
        learnt = self.session.coach is not None and self.session.coach.did(id_)
        for _ in range(times if command.repeats else 1):
            before = self.session.caret.place
            sentence = command.do(self.session)
            if self.session.caret.place == before:
                # At an end: the rest of a large number would only hold up the screen.
                break
        # What a key of the first steps did is seen in the text; what comes next is not.
        self.show((self._lesson() if learnt else "") or sentence)

    def action_let_go(self) -> None:
        """Select nothing; end the search and a number begun; put the panes that slid in away.

        Where there is nothing to let go of, give up the large step that is being worked out, and stay.
        """
        self._leaving = False
        if self._holds_nothing and self._carrier.stop():
            return
        self._slide(None)
        self._counting.forget()
        self.session.gesture.query = ""
        self.show(self.session.caret.let_go())

    def action_toggle_done(self) -> None:
        """Say that the article is finished, or not after all: in the list the one under the bar."""
        self._toggle(self.session.toggle_done)

    def action_toggle_skipped(self) -> None:
        """Leave the article out, or have it be done after all: in the list the one under the bar."""
        self._toggle(self.session.toggle_skipped)

    def _toggle(self, toggle: Callable[[int | None], str]) -> None:
        row = self.articles.bar
        if self.focused is not self.articles:
            self.show(toggle(None))
        elif row < len(self._listed):
            self.show(toggle(self._listed[row]))
        else:
            self.show("no article is listed")

    def action_copy(self) -> None:
        """Put what is highlighted, or the span here, on the clipboard of the terminal."""
        quotation = going.quotation(self.session)
        if quotation:
            self.app.copy_to_clipboard(quotation)
        self.show(f"copied {quoted(quotation)}" if quotation else "nothing here to copy")

    async def action_undo(self) -> None:
        """Take the newest step back, and go there."""
        await self._revisit("edit.undo", again=False)

    async def action_redo(self) -> None:
        """Make the step taken back last again, and go there."""
        await self._revisit("edit.redo", again=True)

    async def _revisit(self, id_: str, *, again: bool) -> None:
        self._counting.forget()
        self._learnt = self.session.coach is not None and self.session.coach.did(id_)
        await self._carrier.carry_out(Revisiting(self.session, again=again))

    def action_tag_corpus(self, label_name: str) -> None:
        """Look at every occurrence in the corpus of what the label's key would take here, and tag those chosen."""
        from reader.screens.kwic import offer

        self.session.check_writable()
        offer(self.app, self.session, label_name, self._take)

    def action_relabel(self, old: str, new: str) -> None:
        """Give every span of one label another, in all articles."""
        self._carrier.start(relabelling(self.session, old, new))

    def action_drift(self) -> None:
        """Look at the spans that an edit of the text left without a certain place."""
        from reader.screens.drift import offer

        offer(self.app, self.session, self._looked)

    def action_remarks(self) -> None:
        """Look through the notes and flags of the corpus, and go to one."""
        from reader.screens.remarked import Remarked

        note, flag = (self._by_id[id_].first_key for id_ in ("edit.note", "edit.flag"))
        way = f"{note} writes a note on what is here, {flag} flags it" if note and flag else ""
        self.app.push_screen(Remarked(self.session, way), lambda sentence: self.show(sentence or ""))

    def action_inspect(self) -> None:
        """Look at the corpus in figures, and at what in it does not agree with itself."""
        from reader.screens.inspecting import offer

        offer(self.app, self.session, self._take)

    def action_export(self) -> None:
        """Choose a format, see what it would lose and how it looks, and write it."""
        from reader.screens.exporting import Exporting

        self.app.push_screen(Exporting(self.session), lambda answer: self._take(answer or ""))

    def action_history(self) -> None:
        """Look at everything that was done, go to any of it, and undo back to it."""
        from reader.screens.chronicle import offer

        self.show(offer(self.app, self.session, self._looked))

    def _looked(self, answer: Answer) -> None:
        # What is set aside changes no record, but what is to be looked at.
        self._shown = None
        self._take(answer)

    # Large steps

    def _take(self, answer: Answer) -> None:
        """Show what was done in a screen just closed, or do what is to be done."""
        if isinstance(answer, str):
            self.show(answer)
        else:
            self.show()
            self._carrier.start(answer)

    def _show_work(self) -> None:
        self._show_legend(self.session.saving.state)

    def _worked(self, said: str) -> None:
        """A step is made, or given up."""
        learnt, self._learnt = self._learnt, False
        if f"{TEXT}:" in self._filter:
            self._narrow(self._filter)
        self.show((self._lesson() if learnt else "") or said)

    @property
    def _is_free(self) -> bool:
        """May a step be made now? Not while a person is in the middle of something that it could change."""
        return self._leaving or (self.app.screen is self and not self.asking)

    @property
    def _holds_nothing(self) -> bool:
        """Is there nothing that Esc would let go of?"""
        place, slid = self.session.caret.place, any(pane.has_class("-slid") for pane in (self.articles, self.outline))
        return not (place.highlight or self.session.gesture.query or self._counting.begun or slid)

    # Asking

    async def action_ask_query(self) -> None:
        """Search."""
        await self._ask(Searching(self.session))

    async def action_ask_note(self) -> None:
        """Write a note on what is here."""
        self.session.check_writable()
        if self.session.trouble:
            self.show(remarks.note(self.session, ""))
        else:
            await self._ask(Noting(self.session))

    async def action_ask_command(self) -> None:
        """Type a command for spans, and see what it would do."""
        await self._ask(Commanding(self._command, self.session.gesture.command))

    def _command(self, text: str) -> str:
        from reader.screens.commanding import offer

        return offer(self.app, self.session, text, self._take)

    async def action_ask_filter(self) -> None:
        """Narrow the list of articles."""
        before = self.focused
        self._give_keys("articles")
        await self._ask(Filtering(self._narrow, self._sift, self._filter), before)

    def on_prompt_typed(self, message: Prompt.Typed) -> None:
        """Follow what is typed."""
        if self._asking is not None:
            self.show(self._asking.typed(message.text))

    def on_prompt_ended(self, message: Prompt.Ended) -> None:
        """Take the answer and give the keys back."""
        asking, self._asking = self._asking, None
        if self.focused not in (self.articles, self.page, self.outline):
            back = self._give_back if message.text is not None else self._before
            self._give_keys(back.id if back is not None and back.id in PANES else "page")
        self.query("Prompt").remove()
        self.peek.display = True
        self.key_bar.say_instead(())
        if asking is not None:
            self.show(asking.ended(message.text))
        self._answered.set()

    @property
    def asking(self) -> bool:
        """Does a person type into the prompt?"""
        return self._asking is not None

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

    async def _ask(self, asking: Asking, before: Widget | None = None) -> None:
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

    def _narrow(self, query: str) -> str:
        """List only the articles that match."""
        self._filter = query
        self._listed = self.session.matching(query, self._order)
        self._shown = None
        return "" if self._listed else f"no article with {quoted(query)}"

    def _sift(self, query: str) -> str:
        """The same, with what has to be looked for in the texts."""
        said, work = self._narrow(query), sifting(self.session, query)
        if work is not None:
            # Behind the answer, which shows a sentence of its own.
            self.call_later(self._carrier.start, work)
        return said

    def action_sort(self) -> None:
        """Sort the list in the next way."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self._narrow(self._filter)
        self.show(f"the list is sorted by {self._order}")

    # Going

    def action_go_lines(self, step: int) -> None:
        """Go by screen lines."""
        self.show(self.session.caret.go(self.page.offset_below(step * self._counting.take())))

    def action_go_pages(self, step: float) -> None:
        """Go by pages."""
        self.show(self.session.caret.go(self.page.turn(step * self._counting.take())))

    def action_go_line_start(self) -> None:
        """Go to the start of the screen line."""
        self.show(self.session.caret.go(self.page.line_start()))

    def action_go_line_end(self) -> None:
        """Go to the end of the screen line."""
        self.show(self.session.caret.go(self.page.line_end()))

    def action_digit(self, digit: int) -> None:
        """Take one more digit of the number that says how often the next motion is made."""
        self._counting.digit(digit)
        if self.focused is not self.page:
            self._give_keys("page")
        self.peek.say(f"{self._counting.number} times …")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """May an action be done now? 0 is a digit inside a number only, and else what it is bound to."""
        return action != "digit" or parameters != (0,) or self._counting.number > 0

    async def action_elsewhere(self, id_: str) -> None:
        """A key of the text while a pane has the keys: after the pane's digit it is a motion made so often."""
        if self._counting.number and self._by_id[id_].repeats:
            self._give_keys("page")
            # Awaited: the next key must find it done.
            await self.run_action(self._by_id[id_].full_action)
        else:
            self.peek.say(f"the keys go to this pane{self._way_back()}")

    def on_screen_suspend(self) -> None:
        """Another screen is opened: remember what it is opened over."""
        self._left_at = self._whereabouts

    def on_screen_resume(self) -> None:
        """The text has the keys when a list led to a place in it. Forget a number begun before: nobody knows of it."""
        if self._left_at not in (None, self._whereabouts):
            self._give_keys("page")
        if self._counting.begun:
            self._counting.forget()
            # Not before the screen has the size of now: what is shown counts as seen.
            self.call_after_refresh(self.show)

    @property
    def _whereabouts(self) -> object:
        return self.session.index, self.session.caret.place

    def _way_back(self) -> str:
        """`: 2 or Esc goes back to the text`, with the keys of now."""
        keys = [self._by_id[id_].first_key for id_ in ("focus.page", "select.drop", "focus.next")]
        shown = " or ".join([key for key in keys if key][:2])
        return f": {shown} goes back to the text" if shown else ""

    # Articles

    def action_open_article(self, index: int) -> None:
        """Open an article by its place in the list."""
        self.show(self.session.open(index))

    # Panes

    def action_focus_pane(self, name: str) -> None:
        """Give the keys to a pane; where there is no room beside the text it slides in, and out again."""
        digit, again = self._pane_digits.get(name, 0), self.query_one(f"#{name}").has_focus
        if digit and (self._counting.number or (again and name == "page")):
            self.action_digit(digit)
            return
        self._counting.pane(digit)
        self._give_keys("page" if again and self.has_class("-narrow") else name)

    def _give_keys(self, name: str) -> None:
        """Have a pane take the keys from the very next one on."""
        self._slide(name)
        self.set_focus(self.query_one(f"#{name}"))

    def _elsewhere(self) -> Iterator[Binding]:
        """What the keys of the text do while another pane has the keys and does not know them."""
        for command in self.table:
            if command.scope != "screen" and command.keys:
                yield Binding(command.binding.key, f"elsewhere('{command.id}')")

    def action_go_tab(self) -> None:
        """Pick the next span of the stack under the cursor; where there is none, go to the next pane."""
        picked = going.cycle(self.session) if self.focused is self.page else ""
        if picked:
            self.show(picked)
        else:
            self.action_focus_next_pane(1)

    def action_focus_next_pane(self, step: int) -> None:
        """Give the keys to the next or previous pane."""
        here = PANES.index(self.focused.id or "") if self.focused and self.focused.id in PANES else 1
        self._give_keys(PANES[(here + step) % len(PANES)])

    def _slide(self, name: str | None) -> None:
        """Slide a pane in over the text, and the other away; the classes do nothing where there is room."""
        for pane in (self.articles, self.outline):
            pane.set_class(pane.id == name, "-slid")
        if name is None:
            self.set_focus(self.page)

    # More

    def action_help(self) -> None:
        """Show every key."""
        from reader.screens.help import Help

        self.app.push_screen(Help(self.table))

    def action_guidelines(self) -> None:
        """Show what is to be tagged with the label here, and with the others."""
        from reader.screens.guidelines import Guidelined

        self.app.push_screen(Guidelined(self.session))

    def action_settings(self) -> None:
        """Show the settings, and change them."""
        from reader.screens.settings import offer

        offer(self.app, self.session, self.show)

    def action_quit_reader(self) -> None:
        """Leave when all is on disk; otherwise say so and ask. A large step is made before."""
        if self.session.work is not None:
            if not self._leaving:
                self._leaving = True
                self.run_worker(self._leave_afterwards())
            self.show(f"leaving as soon as that is done{self._stopped_by}")
        elif self.session.saving.flush(timeout=2):
            self.app.exit()
        else:
            from reader.screens.unsaved import Unsaved

            self.app.push_screen(Unsaved(self.session))

    async def _leave_afterwards(self) -> None:
        # The list of changes may be making it, which tells this screen nothing; and it takes a while to be written.
        while self._leaving and (self.session.work is not None or self.session.saving.state.kind == "saving"):
            await asyncio.sleep(PACE)
        if self._leaving:
            self._leaving = False
            self.action_quit_reader()

    # News from the widgets and from the saving thread

    def on_reading_saved(self, message: Saved) -> None:
        """Say how things stand with the disk."""
        self._show_legend(message.state)

    def on_reading_met(self, message: Met) -> None:
        """Take in what another program had put into the store, and say what happened."""
        self.show(self.session.take_in(message.news))

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Follow the outline's bar with the cursor; the list's bar opens nothing before Enter."""
        if message.rows is self.outline:
            self._pick_row(message.row)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Go to the span, or open the article, and go on in the text."""
        self._counting.forget()
        if self.asking:
            # News of a key before the one that asked: whoever types must not lose the line.
            return
        if message.rows is self.outline:
            self._pick_row(message.row)
        elif message.row < len(self._listed):
            self.action_open_article(self._listed[message.row])
        self._give_keys("page")

    def on_page_selected(self, message: Page.Selected) -> None:
        """Select what the mouse was drawn over."""
        self.show(self.session.caret.select_between(message.start, message.end))

    def on_page_pressed(self, message: Page.Pressed) -> None:
        """Put the cursor there; take the word or the sentence on a double or triple click."""
        self._slide(None)
        caret = self.session.caret
        caret.let_go()
        units = {2: "word", 3: "sentence"}
        unit = units.get(message.times)
        self.show(caret.select_unit(message.offset, unit) if unit else caret.go(message.offset))

    def on_page_bar_clicked(self, message: Page.BarClicked) -> None:
        """Pick the span of the bar."""
        self.show(self.session.caret.pick(message.annotation))

    def _tell_saved(self, state: SaveState) -> None:
        """Bring the news over from the saving thread."""
        self.post_message(self.Saved(state))

    def _tell_news(self, news: News) -> None:
        self.post_message(self.Met(news))

    def _pick_row(self, row: int) -> None:
        # A key typed after the one that moved the bar may have taken the row away before this news is heard.
        if row < len(self.session.annotations):
            self.show(self.session.caret.pick(self.session.annotations[row]))

    def _article_row(self, row: int) -> ArticleRow:
        index = self._listed[row]
        title, why = self.session.corpus.heading(index)
        identity = self.session.corpus.ids[index]
        status, flag = self.session.records.status(index), self.session.records.flagged(index)
        return ArticleRow(title or identity, self.session.records.count(index), status, readable=not why, flag=flag)

    def _painted(self) -> Iterator[Bar | Lines]:
        yield from (self.top_line, self.articles, self.page, self.outline, self.peek, self.legend, self.key_bar)
