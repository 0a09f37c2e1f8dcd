"""Exporting: a format is chosen, and what it would lose and how it looks is there before anything is written."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen

from reader.commands.keys import textual_name
from reader.core.errors import ReaderError
from reader.formats import formats
from reader.formats.format import Entry
from reader.resources import folder
from reader.screens.carrying import Answer
from reader.screens.exportjob import Ended, First, Job, Looked, Went
from reader.session.export import Export, Plan
from reader.session.exporting import check, usual_place
from reader.session.session import Session
from reader.session.settings import PLACE, Settings
from reader.session.wording import counted
from reader.widgets.exporting import FormatRows, Line, SettingRows, Sheet, Stage, Title, about, wrapped
from reader.widgets.exportplan import left_out_lines, plan_lines, preview_lines
from reader.widgets.kwic import KwicKeys
from reader.widgets.prompt import Prompt
from reader.widgets.rowlist import RowList

KEYS = (
    ("Enter", "Write", "write"),
    ("Tab", "Settings", "other_list"),
    ("Space", "Change", "change(1)"),
    ("o", "Place", "ask_place"),
)
"""Key, word and action of the key bar: what is needed most first, as 60 columns hold no more."""

WRITING = (("F4", "Read on", "read_on"),)
"""The same while it is being written."""


class Result(NamedTuple):
    """What came of the work."""

    sentence: str
    """What is to be known of it."""
    short: str
    """The same for one line."""
    trouble: bool = False
    """Did it go wrong?"""


class Exporting(ModalScreen[Answer]):
    """Formats on the left; settings, the dry run and the first record on the right. Leaves what was written last."""

    CSS_PATH = folder("styles") / "exporting.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", show=False),
        Binding("y", "write_all_the_same", show=False),
        Binding("tab,shift+tab", "other_list", show=False),
        Binding("right,l", "right", show=False),
        Binding("left,h", "left", show=False),
        Binding("space", "change(1)", show=False),
        Binding("o", "ask_place", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("escape", "leave", show=False),
        Binding("f4", "read_on", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        corpus = session.corpus
        can = [form for form in formats() if form.dump is not None]
        article = "" if corpus.whole else corpus.ids[0]
        self.settings = Settings(can, session.labels, lambda form: usual_place(corpus.root, form, article))
        self.settings.begin(session.exports)
        self._left_out: list[str] = []
        self._job = Job(0, self._export())
        self._working = False
        self._handed_over = False
        self._waiting = False
        self._asked = False
        self._force = False
        self._plan: Plan | None = None
        self._entry: Entry | None = None
        self._result: Result | None = None
        self._last = ""
        self._title = Title(id="export-title")
        self.formats = FormatRows(can, id="formats")
        self.rows = SettingRows(self.settings, id="settings")
        self._plan_sheet = Sheet(id="plan")
        self._record_sheet = Sheet(id="record")
        self._stage = Stage(id="stage")
        self._keys = KwicKeys(id="export-keys")

    def compose(self) -> ComposeResult:
        """What is exported, the two lists with what comes of them beside, how far it is, the keys."""
        yield self._title
        yield Horizontal(self.formats, Vertical(self.rows, self._plan_sheet, self._record_sheet), id="export")
        yield self._stage
        yield self._keys

    def on_mount(self) -> None:
        """Begin with the format of the project, else the first."""
        # A label's key has it exported, or not; none of ours is taken away by one.
        ours = {"enter", "y", "tab", "right", "l", "left", "h", "space", "o", "escape", "j", "k", "g", "G", "q"}
        for label in self.session.labels:
            if label.key not in ours:
                self._bindings.bind(textual_name(label.key), f"toggle_label('{label.name}')", show=False)
        self.formats.focus()
        self.formats.show_rows(len(self.settings.formats), self.settings.formats.index(self.settings.form))
        self._look()

    def on_unmount(self) -> None:
        """Have the work end, however the screen was left, unless it goes on beside the keys."""
        if not self._handed_over:
            self._job.stop.set()

    def on_resize(self) -> None:
        """Wrap and cut for the new width."""
        self.call_after_refresh(self._show)

    # Choosing

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Another format is looked at; another setting only marked."""
        message.stop()
        self._go_to_format()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A row was clicked."""
        message.stop()
        self._go_to_format()

    def action_other_list(self) -> None:
        """Give the keys to the other list."""
        (self.rows if self.formats.has_focus else self.formats).focus()

    async def action_right(self) -> None:
        """From the formats to the settings; there to the next value."""
        if self.formats.has_focus:
            self.rows.focus()
        else:
            await self.action_change(1)

    async def action_left(self) -> None:
        """To the value before."""
        if self.rows.has_focus:
            await self.action_change(-1)

    async def action_change(self, step: int) -> None:
        """Take the next or previous value of the setting under the bar."""
        if self._is_writing():
            return
        if self.rows.field == PLACE:
            await self.action_ask_place()
        else:
            self.settings.change(self.rows.field, step)
            self._look()

    def action_toggle_label(self, name: str) -> None:
        """Export spans of this label too, or no more."""
        if not self._is_writing():
            self.settings.toggle_label(name)
            self._look()

    async def action_ask_place(self) -> None:
        """Write to another place."""
        if not self._is_writing() and not self.query(Prompt):
            prompt = Prompt("write to:", self.settings.place)
            await self.mount(prompt, before=self._stage)
            self.set_focus(prompt.line)

    def on_prompt_typed(self, message: Prompt.Typed) -> None:
        """Nothing happens before Enter."""
        message.stop()

    def on_prompt_ended(self, message: Prompt.Ended) -> None:
        """Take the place and give the keys back."""
        message.stop()
        if message.text is not None:
            self.settings.put_place(message.text)
        self.query(Prompt).remove()
        self.formats.focus()
        self._ask_no_more()
        self._show()

    def action_page(self, step: int) -> None:
        """Turn the pages of the record."""
        self._record_sheet.scroll_relative(y=step * max(1, self._record_sheet.size.height - 1), animate=False)

    # Writing

    def action_write(self) -> None:
        """Write, when it is known what would be lost; with losses only after a yes."""
        if self._asked:
            return
        if self._plan is not None and not self._working:
            self._write_if_sure()
        elif self._working and not self._is_writing():
            self._waiting = True

    def action_write_all_the_same(self) -> None:
        """Write after the question."""
        if self._asked:
            self._ask_no_more()
            self._start(Path(self.settings.place), force=self._force)

    def action_leave(self) -> None:
        """Stop the work; leave when there is none."""
        if self._asked:
            self._ask_no_more()
            self._show()
        elif self._working:
            self._job.stop.set()
            self._waiting = False
        else:
            self.dismiss(self._last)

    def action_read_on(self) -> None:
        """Go back to the text; what is being written goes on."""
        if self._is_writing() and self.session.work is None:
            self._handed_over = True
            self.dismiss(self._job.following())
        else:
            self.action_leave()

    def _write_if_sure(self) -> None:
        """Ask when something would be lost or replaced."""
        place = Path(self.settings.place)
        try:
            check(self._job.run, place, force=True)
        except ReaderError as error:
            self._result = Result(str(error), str(error), trouble=True)
            self._show()
            return
        self._force = not _is_free(self._job.run, place)
        if self._question():
            self._asked = True
            self._show()
        else:
            self._start(place)

    def _question(self) -> str:
        """What would be lost or replaced; empty when nothing is."""
        lost = self._plan.losses.total() if self._plan is not None else 0
        said = [f"{self.settings.form.name} cannot hold {counted(lost, 'span')} as they are"] if lost else []
        said += [f"{self.settings.place} is there and would be replaced"] if self._force else []
        return "; ".join(said)

    def _ask_no_more(self) -> None:
        self._asked = self._waiting = False

    # The work

    def _export(self) -> Export:
        self._left_out = []
        settings = self.settings
        return self.session.export(settings.form, settings.options, settings.choice, self._left_out.append)

    def _look(self) -> None:
        """Look through everything anew, as something else is chosen."""
        self._plan = self._entry = None
        self._result = None
        self._ask_no_more()
        self._start(None)

    def _start(self, place: Path | None, *, force: bool = False) -> None:
        self._job.stop.set()
        run = self._export() if place is None else self._job.run
        self._job = Job(self._job.number + 1, run, place, force=force)
        self._working = True
        self._show()
        # The app's own, as it may go on when this screen is left.
        self.app.run_worker(partial(self._job.work, self.post_message, self.session.saving), thread=True)

    def _is_writing(self) -> bool:
        return self._working and self._job.place is not None

    # News of the work

    def on_exporting_first(self, message: First) -> None:
        """Show how the format writes it."""
        if message.job is self._job:
            self._entry = message.entry
            self._show()

    def on_exporting_looked(self, message: Looked) -> None:
        """Show what would be written and lost."""
        if message.job is self._job:
            self._plan = message.plan
            self.settings.know_annotators([name for name in message.plan.annotators if name])

    def on_exporting_went(self, message: Went) -> None:
        """Show how far it is."""
        if message.job is self._job and self._working:
            self._stage.show(message.stage, message.done, len(message.job.run))

    def on_exporting_ended(self, message: Ended) -> None:
        """Say what came of it; write when that was asked for meanwhile."""
        if message.job is not self._job:
            return
        self._working = False
        if message.written is not None:
            self._last = message.written.short
            self._result = Result(message.written.sentence, message.written.short)
        elif message.why:
            self._result = Result(message.why, message.why, trouble=True)
        self._show()
        if self._waiting and self._plan is not None:
            self._waiting = False
            self._write_if_sure()

    # Showing

    def _go_to_format(self) -> None:
        form = self.settings.formats[self.formats.bar]
        if self._is_writing():
            self.formats.move_bar(self.settings.formats.index(self.settings.form))
        elif form is not self.settings.form:
            self.settings.form = form
            self._look()
        self.rows.repaint()

    def _show(self) -> None:
        """Show everything as it stands."""
        self._title.show(len(self.session.corpus), self.settings.form)
        self.rows.show_settings()
        width = self._plan_sheet.scrollable_size.width
        if not width:
            self.call_after_refresh(self._show)
            return
        plan = self._plan_lines(width)
        room = max(4, self.query_one("#export").size.height - len(self.settings.fields))
        self._plan_sheet.styles.height = min(len(plan), max(3, room // 2))
        self._plan_sheet.put(plan)
        self._record_sheet.put(self._record_lines(width, room - min(len(plan), max(3, room // 2))))
        if self._working:
            self._stage.show("looking" if self._job.place is None else "writing", 0, len(self.session.corpus))
        elif self._asked:
            self._stage.say(f"y writes all the same, Esc does not: {self._question()}", trouble=True)
        elif self._result is not None:
            self._stage.say(self._result.short, trouble=self._result.trouble)
        else:
            self._stage.say(f"Enter writes to {self.settings.place}")
        keys = WRITING if self._is_writing() else KEYS
        self._keys.show((*keys, ("Esc", "Stop" if self._working else "Close", "leave"), ("PgDn", "Record", "page(1)")))

    def _plan_lines(self, width: int) -> list[Line]:
        colours = self._stage.colours
        lines: list[Line] = []
        if self._asked:
            lines += wrapped(self._question(), width, colours.trouble)
        elif (result := self._result) is not None:
            lines += wrapped(result.sentence, width, colours.trouble if result.trouble else colours.done)
        if self._plan is not None:
            lines += plan_lines(self._plan, self.session.labels, width, colours)
        lines += left_out_lines(list(self._left_out), width, colours)
        return [*lines, *about(self.settings.form, width, colours)]

    def _record_lines(self, width: int, height: int) -> list[Line]:
        form, options, entry = self.settings.form, self.settings.options, self._entry
        if entry is None:
            return []
        return list(preview_lines(form, options, entry, width, height, self._stage.colours))


def _is_free(run: Export, place: Path) -> bool:
    """Can it be written there without replacing a folder?"""
    try:
        check(run, place)
    except ReaderError:
        return False
    return True
