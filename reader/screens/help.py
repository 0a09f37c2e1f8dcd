"""The help screen: every key, from the command table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.commands import Command
from reader.text.visible import visible

KEYS = 7
"""Cells of the column of keys."""


class Help(ModalScreen[None]):
    """Two columns of keys; any of its keys leads back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,question_mark,f1,enter", "dismiss", show=False)]

    def __init__(self, table: Iterable[Command]) -> None:
        super().__init__()
        self._lines = help_lines(table)

    def compose(self) -> ComposeResult:
        """The columns, each half of the lines."""
        left, right = halves(self._lines)
        with VerticalScroll(id="help"), Horizontal():
            yield Static(Content("\n").join(left))
            yield Static(Content("\n").join(right))


def help_lines(table: Iterable[Command]) -> list[Content]:
    """A heading a group, and a line for each command or pair of commands."""
    lines: list[Content] = []
    for group, in_group in groupby(table, lambda command: command.group):
        lines.append(Content.styled(group, "bold $key"))
        for keys, text in paired(list(in_group)):
            lines.append(Content.styled(f" {visible(keys)}".ljust(KEYS + 1), "bold") + Content(f" {visible(text)}"))
    return lines


def paired(group: Sequence[Command]) -> list[tuple[str, str]]:
    """Keys and help of each command that has keys; the other way of the command before it shares its line."""
    rows: list[tuple[str, str]] = []
    for command in (command for command in group if command.keys):
        if command.other_way and rows:
            keys, text = rows[-1]
            rows[-1] = (f"{keys} {command.first_key}", f"{text}, {command.help}")
        else:
            rows.append((command.first_key, command.help))
    return rows


def halves(lines: list[Content]) -> tuple[list[Content], list[Content]]:
    """Two columns of about the same length."""
    middle = (len(lines) + 1) // 2
    return lines[:middle], lines[middle:]
