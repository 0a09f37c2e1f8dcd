"""The help screen: every key, from the command table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.commands import Command
from reader.commands.keys import textual_name
from reader.resources import folder
from reader.text.visible import visible

KEYS = 10
"""Least cells of the column of keys."""

BACK = ("app.help", "app.quit")
"""The commands whose keys close it."""


class Help(ModalScreen[None]):
    """Two columns of keys. Its own key leads back, and the key that quits, and Esc and Enter."""

    CSS_PATH = folder("styles") / "help.tcss"

    def __init__(self, table: Sequence[Command]) -> None:
        super().__init__()
        self._lines = help_lines(table)
        leading_back = {key for command in table if command.id in BACK for key in command.keys}
        for key in {"escape", "enter", *leading_back}:
            self._bindings.bind(textual_name(key), "dismiss", show=False)

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
        rows = paired(list(in_group))
        if rows:
            lines.append(Content.styled(group, "bold $key"))
        for keys, text in rows:
            lines.append(Content.styled(f" {visible(keys)}".ljust(KEYS + 1), "bold") + Content(f" {visible(text)}"))
    return lines


def paired(group: Sequence[Command]) -> list[tuple[str, str]]:
    """Keys and help of each command; one that is the other way of the command before it shares its line.

    A command without keys is left out; when only one of a pair has none, `–` stands for it.
    """
    rows: list[list[Command]] = []
    for command in group:
        if command.other_way and rows:
            rows[-1].append(command)
        else:
            rows.append([command])
    return [
        (" ".join(command.first_key or "–" for command in row), ", ".join(command.help for command in row))
        for row in rows
        if any(command.keys for command in row)
    ]


def halves(lines: list[Content]) -> tuple[list[Content], list[Content]]:
    """Two columns of about the same length."""
    middle = (len(lines) + 1) // 2
    return lines[:middle], lines[middle:]
