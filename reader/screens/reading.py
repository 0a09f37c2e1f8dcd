"""The reading screen: the list, the page, the outline, and the lines below them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from textual.message import Message

from reader.commands import Command, commands
from reader.core.record import Record
from reader.screens.asking import Commanding, Filtering, Noting, Searching
from reader.screens.carrying import Answer, Carrier
from reader.screens.palette import Palette
from reader.screens.panes import Panes
from reader.session import going, remarks
from reader.session.drift import TO_LOOK_AT
from reader.session.listed import Listed
from reader.session.making import Revisiting
from reader.session.relabelling import notice, relabelling
from reader.session.review import to_look_at
from reader.session.saving import News, SaveState
from reader.session.session import Session
from reader.session.sifting import sifting
from reader.session.wording import quoted
from reader.session.work import PACE
from reader.theme import Colours
from reader.widgets.articles import ArticleRow
from reader.widgets.bars import Bar
from reader.widgets.lines import Lines
from reader.widgets.page import Page
from reader.widgets.rowlist import RowList
from reader.widgets.sending import Sender


class Reading(Panes, inherit_bindings=False):
    """Where articles are read and tagged. Every action is a sentence to the session."""

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
        super().__init__(session, commands(session.labels) if table is None else table)
        self._compositor = Sender()
        session.saving.on_change = self._tell_saved
        session.saving.on_news = self._tell_news
        self._listed = Listed(session)
        self._carrier = Carrier(self, session, self._worked, self._show_work, lambda: self._is_free)
        self._leaving = False
        self._learnt = False
        self._shown: tuple[int, Record | None] | None = None
        self._elsewhere_shown = session.elsewhere
        self._status = ""

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
        row = self._listed.row_of(session.index)
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

    def _show_legend(self, state: SaveState) -> None:
        session = self.session
        work = "" if session.work is None else f"{session.work.progress}{self._stopped_by}"
        self.legend.show(session.labels, session.annotations, state, len(session.suggestions), work)

    @property
    def _stopped_by(self) -> str:
        key = self.by_id["select.drop"].first_key
        return f" · {key} stops" if key else ""

    def _notice_of_labels(self) -> str:
        """That there are spans whose label is none of the project's, once, and what can be done."""
        said = notice(self.session)
        return f"{said}; Relabel{self._key_of('app.palette')}" if said else ""

    def _lesson(self) -> str:
        """The first step that is to be done next; empty for everybody but somebody new."""
        coach = self.session.coach
        return coach.line(lambda step: self.by_id[step].first_key) if coach is not None else ""

    def _key_of(self, id_: str) -> str:
        """`: D`, the key of a command behind a sentence that speaks of it; nothing when it has none."""
        key = self.by_id[id_].first_key
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
        command = self.by_id[id_]
        if isinstance(command.do, str):
            return
        sentence = ""
        times = self.counting.take()
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
        self.slide(None)
        self.counting.forget()
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
        self.counting.forget()
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

        note, flag = (self.by_id[id_].first_key for id_ in ("edit.note", "edit.flag"))
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
        if self._listed.looks_into_texts:
            self._narrow(self._listed.query)
        self.show((self._lesson() if learnt else "") or said)

    @property
    def _is_free(self) -> bool:
        """May a step be made now? Not while a person is in the middle of something that it could change."""
        return self._leaving or (self.app.screen is self and not self.asking)

    @property
    def _holds_nothing(self) -> bool:
        """Is there nothing that Esc would let go of?"""
        held = self.session.caret.place.highlight or self.session.gesture.query or self.counting.begun
        return not (held or self.has_slid)

    # Asking

    async def action_ask_query(self) -> None:
        """Search."""
        await self.ask(Searching(self.session))

    async def action_ask_note(self) -> None:
        """Write a note on what is here."""
        self.session.check_writable()
        if self.session.trouble:
            self.show(remarks.note(self.session, ""))
        else:
            await self.ask(Noting(self.session))

    async def action_ask_command(self) -> None:
        """Type a command for spans, and see what it would do."""
        await self.ask(Commanding(self._command, self.session.gesture.command))

    def _command(self, text: str) -> str:
        from reader.screens.commanding import offer

        return offer(self.app, self.session, text, self._take)

    async def action_ask_filter(self) -> None:
        """Narrow the list of articles."""
        before = self.focused
        self.give_keys("articles")
        await self.ask(Filtering(self._narrow, self._sift, self._listed.query), before)

    def _narrow(self, query: str) -> str:
        """List only the articles that match."""
        self._shown = None
        return self._listed.narrow(query)

    def _sift(self, query: str) -> str:
        """The same, with what has to be looked for in the texts."""
        said, work = self._narrow(query), sifting(self.session, query)
        if work is not None:
            # Behind the answer, which shows a sentence of its own.
            self.call_later(self._carrier.start, work)
        return said

    def action_sort(self) -> None:
        """Sort the list in the next way."""
        self._shown = None
        self.show(self._listed.sort())

    # Going

    def action_go_lines(self, step: int) -> None:
        """Go by screen lines."""
        self.show(self.session.caret.go(self.page.offset_below(step * self.counting.take())))

    def action_go_pages(self, step: float) -> None:
        """Go by pages."""
        self.show(self.session.caret.go(self.page.turn(step * self.counting.take())))

    def action_go_line_start(self) -> None:
        """Go to the start of the screen line."""
        self.show(self.session.caret.go(self.page.line_start()))

    def action_go_line_end(self) -> None:
        """Go to the end of the screen line."""
        self.show(self.session.caret.go(self.page.line_end()))

    # Articles

    def action_open_article(self, index: int) -> None:
        """Open an article by its place in the list."""
        self.show(self.session.open(index))

    # Panes

    def action_go_tab(self) -> None:
        """Pick the next span of the stack under the cursor; where there is none, go to the next pane."""
        picked = going.cycle(self.session) if self.focused is self.page else ""
        if picked:
            self.show(picked)
        else:
            self.action_focus_next_pane(1)

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
        self.counting.forget()
        if self.asking:
            # News of a key before the one that asked: whoever types must not lose the line.
            return
        if message.rows is self.outline:
            self._pick_row(message.row)
        elif message.row < len(self._listed):
            self.action_open_article(self._listed[message.row])
        self.give_keys("page")

    def on_page_selected(self, message: Page.Selected) -> None:
        """Select what the mouse was drawn over."""
        self.show(self.session.caret.select_between(message.start, message.end))

    def on_page_pressed(self, message: Page.Pressed) -> None:
        """Put the cursor there; take the word or the sentence on a double or triple click."""
        self.slide(None)
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

    def article_row(self, row: int) -> ArticleRow:
        """What a row of the list shows of its article."""
        index = self._listed[row]
        title, why = self.session.corpus.heading(index)
        identity = self.session.corpus.ids[index]
        status, flag = self.session.records.status(index), self.session.records.flagged(index)
        return ArticleRow(title or identity, self.session.records.count(index), status, readable=not why, flag=flag)

    def _painted(self) -> Iterator[Bar | Lines]:
        yield from (self.top_line, self.articles, self.page, self.outline, self.peek, self.legend, self.key_bar)
