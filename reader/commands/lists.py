"""The keys that every list of rows hears by itself. They are no commands, and a keymap leaves them alone."""

from __future__ import annotations

from typing import NamedTuple


class ListKeys(NamedTuple):
    """What a list does by itself, and its keys."""

    id: str
    """What it is called when a command asks for one of its keys."""
    keys: tuple[str, ...]
    """As in the table of commands."""
    action: str
    """The action of the list."""


LIST_KEYS = (
    ListKeys("list.up", ("up", "k"), "go(-1)"),
    ListKeys("list.down", ("down", "j"), "go(1)"),
    ListKeys("list.pageup", ("pageup",), "go_page(-1)"),
    ListKeys("list.pagedown", ("pagedown",), "go_page(1)"),
    ListKeys("list.first", ("home", "g"), "go_end(0)"),
    ListKeys("list.last", ("end", "G"), "go_end(1)"),
    ListKeys("list.choose", ("enter", "l", "right"), "choose"),
)
"""Heard in the list of articles and in the outline, before the keys of commands."""
