"""The corpus in figures, and what in it does not agree with itself: looked at, gone to, repaired."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from reader.resources import folder
from reader.screens.carrying import Answer
from reader.screens.looking import Looking
from reader.session.inspecting import Inspection, News
from reader.session.session import Session
from reader.session.statistics.figures import figures, headline
from reader.session.wording import in_thousands
from reader.session.work import Following, Work
from reader.widgets.bars import Peek
from reader.widgets.exporting import Sheet
from reader.widgets.inspecting import FindingRows, figure_lines
from reader.widgets.kwic import KwicKeys, Progress

LOOKING = (("Tab", "What does not agree", "turn"), ("j k", "Scroll", "scroll(1)"), ("Esc", "Close", "leave"))
"""Key, word and action of the key bar beside the figures."""

REPAIRING = (
    ("Enter", "Go there", "go_there"),
    ("y", "Repair", "mark"),
    ("a", "All alike", "mark_alike"),
    ("u", "Back", "take_back"),
    ("Tab", "Figures", "turn"),
    ("Esc", "Done", "leave"),
)
"""The same beside the findings."""


SEARCHING = (("Esc", "Stop", "leave"), ("F3", "Read on", "read_on"))
"""The same in the place of the last while it looks."""

HIDDEN = "inspecting"
"""The name that it has while a person reads on."""


class Inspecting(Looking[News]):
    """Fills while a thread reads the articles. Leaving repairs what is marked."""

    CSS_PATH = folder("styles") / "inspecting.tcss"
    # Textual would focus the findings before they are hidden, and they would take the keys that scroll the figures.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "turn", show=False),
        Binding("y", "mark", show=False),
        Binding("a", "mark_alike", show=False),
        Binding("u", "take_back", show=False),
        Binding("enter", "go_there", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup,backspace", "page(-1)", show=False),
        Binding("escape,q", "leave", show=False),
        Binding("f3", "read_on", show=False),
    ]

    def __init__(self, session: Session, take: Callable[[Answer], None]) -> None:
        """What is to be followed when a person reads on meanwhile goes to `take`."""
        super().__init__(session)
        self.inspection = Inspection(session)
        self._sheet = Sheet(id="figures")
        self.rows = FindingRows(self.inspection, id="findings")
        self._said = Peek(id="inspected")
        self._progress = Progress(id="progress")
        self._keys = KwicKeys(id="inspecting-keys")
        self._left_looking = take
        self.following: Following | None = None
        """How far it is, for one who reads on meanwhile."""

    def compose(self) -> ComposeResult:
        """The figures or the findings, what the last key did, the search, the keys."""
        yield self._sheet
        yield self.rows
        yield self._said
        yield self._progress
        yield self._keys

    def on_mount(self) -> None:
        """Begin with the figures."""
        self.rows.display = False
        self.tell()

    def on_resize(self) -> None:
        """Draw for the width there is."""
        self.call_after_refresh(self._draw)

    def news(self) -> Iterator[News]:
        """The figures, then what the rules find."""
        return self.inspection.look(self.is_stopped)

    def take(self, news: News) -> None:
        """Show what was found."""
        self.inspection.take(news)
        self.rows.grow()
        if news.statistics is not None:
            self._draw()
        self.tell()

    def over(self, trouble: str) -> None:
        """Say that this is all."""
        self.tell(trouble)

    def action_turn(self) -> None:
        """Show the findings in the place of the figures, or the figures again."""
        self.rows.display = not self.rows.display
        self._sheet.display = not self.rows.display
        self.set_focus(self.rows if self.rows.display else None)
        self.tell()

    def action_mark(self) -> None:
        """Have this finding repaired, or not after all, and go to the next."""
        if self.session.read_only:
            self.tell(self.session.read_only)
        elif self._has_row:
            sentence = self.inspection.mark(self.rows.bar)
            self.rows.repaint((self.rows.bar,))
            self.rows.move_bar(min(self.rows.bar + 1, self.rows.count - 1))
            self.tell(sentence)

    def action_mark_alike(self) -> None:
        """Have all findings like this one repaired."""
        if self.session.read_only:
            self.tell(self.session.read_only)
        elif self._has_row:
            sentence = self.inspection.mark_alike(self.rows.bar)
            self.rows.repaint()
            self.tell(sentence)

    def action_take_back(self) -> None:
        """Take the last marking back."""
        sentence = self.inspection.take_back()
        self.rows.repaint()
        self.tell(sentence)

    def action_go_there(self) -> None:
        """Go to where the finding is, and repair what is marked."""
        if self.inspection.marked and self.waiting_for:
            self.tell(self.waiting_for)
        elif self._has_row:
            work = self._work()
            said = self.inspection.go(self.rows.bar)
            self.dismiss(work or said)

    def action_scroll(self, lines: int) -> None:
        """Scroll the figures."""
        self._sheet.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll the figures by pages."""
        self.action_scroll(pages * max(1, self._sheet.size.height - 1))

    def action_leave(self) -> None:
        """End the search, keeping what was found; when it has ended, repair what is marked and go back to the text."""
        if self.searching:
            self.stop_looking()
            self.tell("stopped; Esc again closes")
        elif self.inspection.marked and self.waiting_for:
            self.tell(self.waiting_for)
        else:
            self.dismiss(self._work() or "")

    def _work(self) -> Work | None:
        return None if self.session.read_only else self.inspection.work()

    def action_read_on(self) -> None:
        """Go back to the text; looking goes on, and F3 shows it again."""
        if self.searching and self.session.work is None:
            self.following = self._following()
            self.app.install_screen(self, HIDDEN)
            self.app.pop_screen()
            self._left_looking(self.following)
        else:
            self.action_leave()

    def _following(self) -> Following:
        inspection = self.inspection
        said = f"looked through {in_thousands(inspection.size, 'article')}: F3 shows what was found"
        return Following(
            "counting and checking",
            inspection.size,
            self.looked,
            done=lambda: inspection.searched,
            stop=self.stop_looking,
            said=lambda: said,
        )

    @property
    def _has_row(self) -> bool:
        return self.rows.display and self.rows.bar < len(self.inspection.findings)

    def _draw(self) -> None:
        """Put the figures into the sheet, for its width."""
        counted = self.inspection.statistics
        if counted is not None:
            width = max(1, self._sheet.size.width - 2)
            self._sheet.put(list(figure_lines(figures(counted, self.session.labels), width, self._sheet.colours)))
        self.tell()

    def tell(self, sentence: str = "") -> None:
        """Show how far everything is, and the sentence, else what is looked at."""
        inspection = self.inspection
        self._progress.show(inspection, searching=self.searching)
        beside = REPAIRING if inspection.findings else REPAIRING[-2:]
        keys = beside if self.rows.display else LOOKING
        self._keys.show((*keys[:-1], *SEARCHING) if self.searching else keys)
        self._said.say(sentence or (self._finding() if self.rows.display else self._headline()))

    def _headline(self) -> str:
        counted = self.inspection.statistics
        return "counting …" if counted is None else headline(counted)

    def _finding(self) -> str:
        inspection, row = self.inspection, self.rows.bar
        if not inspection.findings:
            return "looking …" if self.searching else "everything agrees"
        marked = f"{inspection.marked:,} to repair · " if inspection.marked else ""
        return f"{marked}{row + 1:,} of {inspection.found:,} · {inspection.findings[row].message}"


def offer(app: App[None], session: Session, take: Callable[[Answer], None]) -> None:
    """Show the corpus in figures: what goes on looking, or has, else anew. What comes of it goes to `take`."""
    screen = _hidden(app) or Inspecting(session, take)
    app.push_screen(screen, lambda answer: take(answer or ""))


def _hidden(app: App[None]) -> Inspecting | None:
    """The screen that was left looking, to be shown again; None when there is none, or it was stopped."""
    if not app.is_screen_installed(HIDDEN):
        return None
    screen = app.get_screen(HIDDEN, Inspecting)
    app.uninstall_screen(screen)
    if screen.is_stopped():
        screen.remove()
        return None
    if screen.following is not None:
        screen.following.let_go()
    return screen
