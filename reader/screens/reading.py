"""The reading screen: the list, the page, the outline, and the lines below them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen

from reader.commands import bindings, commands
from reader.core.annotations import Annotations
from reader.core.change import Status
from reader.screens.palette import Palette
from reader.session.saving import SaveState
from reader.session.session import Session
from reader.theme import Colours
from reader.widgets.articles import ArticleRow, Articles
from reader.widgets.bars import Bar, KeyBar, Legend, Peek, TopLine
from reader.widgets.lines import Lines
from reader.widgets.outline import Outline
from reader.widgets.page import Page
from reader.widgets.rowlist import RowList

WIDE = 110
"""Columns from which the list and the outline stand beside the text; below it they slide over it."""


class Reading(Screen[None]):
    """Where articles are read and tagged. Every action is a sentence to the session."""

    AUTO_FOCUS = "#page"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide"), (170, "-roomy")]  # noqa: RUF012 - Textual declares it
    COMMANDS = {Palette}  # noqa: RUF012
    ALLOW_SELECT = False

    @dataclass
    class Saved(Message):
        """Things stand otherwise between memory and disk."""

        state: SaveState

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        session.saving.on_change = self._tell_saved
        self._shown: tuple[int, Annotations, Status] | None = None
        self.top_line = TopLine(id="top")
        self.articles = Articles(self._article_row, id="articles")
        self.page = Page(session.labels, id="page")
        self.outline = Outline(id="outline")
        self.peek = Peek(id="peek")
        self.legend = Legend(id="legend")
        self.key_bar = KeyBar(commands(session.labels), id="keys")
        for binding in bindings("screen", session.labels):
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
        self.page.show(session.article.text, session.annotations, place, session.trouble)
        self.outline.show(session.annotations, place)
        if self._shown != (session.index, session.annotations, session.status(session.index)):
            self._show_article()
        if sentence:
            self.peek.say(sentence)
        else:
            self.peek.show(session.annotations.at(place.cursor), session.proposals(), session.article.text, place)

    def _show_article(self) -> None:
        """Show what no motion changes: which article it is, its state and its counts."""
        session = self.session
        status = session.status(session.index)
        self._shown = (session.index, session.annotations, status)
        self.articles.show_rows(len(session.corpus), session.index)
        self.articles.repaint((session.index,))
        self.top_line.show(session.article.id, status, session.index, len(session.corpus), session.done_count)
        self.legend.show(session.labels, session.annotations, session.saving.state)

    def recolour(self) -> None:
        """Take the colours of the theme now in force."""
        colours = Colours.of(self.app.theme_variables, self.session.labels)
        for widget in self._painted():
            widget.recolour(colours)
        self._shown = None
        self.show()

    # Tagging

    def action_tag(self, label: str) -> None:
        """Do what a label's key does here."""
        self.show(self.session.tag(label))

    def action_delete(self) -> None:
        """Delete the span here."""
        self.show(self.session.delete())

    def action_undo(self) -> None:
        """Take the last change back."""
        self.show(self.session.undo())

    def action_redo(self) -> None:
        """Make it again."""
        self.show(self.session.redo())

    # Selecting

    def action_select(self) -> None:
        """Select by moving, or stop."""
        self.show(self.session.caret.select())

    def action_grow(self) -> None:
        """Select the next larger unit."""
        self.show(self.session.caret.grow())

    def action_shrink(self) -> None:
        """Select the next smaller unit."""
        self.show(self.session.caret.shrink())

    def action_let_go(self) -> None:
        """Select nothing; put the panes that slid in away."""
        self._slide(None)
        self.show(self.session.caret.let_go())

    # Going

    def action_go_cluster(self, step: int) -> None:
        """Go by characters."""
        self.show(self.session.caret.go_cluster(step))

    def action_go_by(self, unit: str, step: int) -> None:
        """Go by words, sentences or paragraphs."""
        self.show(self.session.caret.go_by(unit, step))

    def action_go_lines(self, step: int) -> None:
        """Go by screen lines."""
        self.show(self.session.caret.go(self.page.offset_below(step)))

    def action_go_pages(self, step: int) -> None:
        """Go by pages."""
        self.show(self.session.caret.go(self.page.turn(step)))

    def action_go_line_start(self) -> None:
        """Go to the start of the screen line."""
        self.show(self.session.caret.go(self.page.line_start()))

    def action_go_line_end(self) -> None:
        """Go to the end of the screen line."""
        self.show(self.session.caret.go(self.page.line_end()))

    def action_go_top(self) -> None:
        """Go to the first character."""
        self.show(self.session.caret.go(0))

    def action_go_bottom(self) -> None:
        """Go to the last character."""
        self.show(self.session.caret.go(len(self.session.article)))

    def action_go_span(self, step: int) -> None:
        """Go to the next or previous span."""
        self.show(self.session.go_span(step))

    # Articles

    def action_open_by(self, step: int) -> None:
        """Open the next or previous article."""
        self.show(self.session.open_by(step))

    def action_open_unfinished(self, step: int) -> None:
        """Open the next or previous unfinished article."""
        self.show(self.session.open_unfinished(step))

    def action_open_article(self, index: int) -> None:
        """Open an article by its place in the list."""
        self.show(self.session.open(index))

    def action_toggle_done(self) -> None:
        """Say that the article is finished, or not after all."""
        self.show(self.session.toggle_done())

    # Panes

    def action_focus_pane(self, name: str) -> None:
        """Give the keys to a pane; where there is no room beside the text it slides in."""
        self._slide(name)
        self.query_one(f"#{name}").focus()

    def action_focus_next_pane(self, step: int) -> None:
        """Give the keys to the next or previous pane."""
        names = [pane.id or "" for pane in (self.articles, self.page, self.outline)]
        here = names.index(self.focused.id or "") if self.focused and self.focused.id in names else 1
        self.action_focus_pane(names[(here + step) % len(names)])

    def _slide(self, name: str | None) -> None:
        """Slide a pane in over the text, and the other away; the classes do nothing where there is room."""
        for pane in (self.articles, self.outline):
            pane.set_class(pane.id == name, "-slid")
        if name is None:
            self.page.focus()

    # More

    def action_help(self) -> None:
        """Show every key."""
        from reader.screens.help import Help

        self.app.push_screen(Help(commands(self.session.labels)))

    def action_quit_reader(self) -> None:
        """Leave when all is on disk; otherwise say so and ask."""
        if self.session.saving.flush(timeout=2):
            self.app.exit()
        else:
            from reader.screens.unsaved import Unsaved

            self.app.push_screen(Unsaved(self.session.saving))

    # News from the widgets and from the saving thread

    def on_reading_saved(self, message: Saved) -> None:
        """Say how things stand with the disk."""
        self.legend.show(self.session.labels, self.session.annotations, message.state)

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Follow the outline's bar with the cursor; the list's bar opens nothing before Enter."""
        if message.rows is self.outline:
            self._pick_row(message.row)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """Go to the span, or open the article, and go on in the text."""
        if message.rows is self.outline:
            self._pick_row(message.row)
        else:
            self.action_open_article(message.row)
        self.action_focus_pane("page")

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

    def _pick_row(self, row: int) -> None:
        # A key typed after the one that moved the bar may have taken the row away before this news is heard.
        if row < len(self.session.annotations):
            self.show(self.session.caret.pick(self.session.annotations[row]))

    def _article_row(self, index: int) -> ArticleRow:
        title, why = self.session.corpus.heading(index)
        done = self.session.status(index) == "done"
        identity = self.session.corpus.ids[index]
        return ArticleRow(title or identity, self.session.count(index), done, readable=not why)

    def _painted(self) -> Iterator[Bar | Lines]:
        yield from (self.top_line, self.articles, self.page, self.outline, self.peek, self.legend, self.key_bar)
