"""The first steps of somebody new: one line at a time, each until it is done, and never again afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from reader.core.label import LabelSet

TAG = "tag."
"""How the ids of the commands begin that tag."""


class Lesson(NamedTuple):
    """One thing to do."""

    says: str
    """What to do, with `{}` where its keys stand."""
    commands: tuple[str, ...]
    """The ids of the commands whose keys are shown."""
    done_by: str
    """How the id of a command begins that does it."""


class Coach:
    """Which lesson is next."""

    def __init__(self, labels: LabelSet) -> None:
        names = [label.name for label in labels]
        first = next((label.name for label in labels if label.long), names[0])
        others = tuple(f"{TAG}{label.name}" for label in labels if not label.long) or (f"{TAG}{first}",)
        unit = labels[first].unit
        self._lessons = [
            Lesson(f"{{}} tags this {unit} as {first}", (f"{TAG}{first}",), TAG),
            Lesson("{} goes to the next name or number", ("go.next",), "go.next"),
            Lesson("{} tags it", others, TAG),
            Lesson("{} takes it back; {} shows every key", ("edit.undo", "app.help"), "edit.undo"),
        ]
        self._done = 0

    def did(self, command: str) -> bool:
        """A command was carried out, by its id. Was it what the step in hand asks for?"""
        asked = self._done < len(self._lessons) and command.startswith(self._lessons[self._done].done_by)
        self._done += asked
        return asked

    def line(self, key_of: Callable[[str], str]) -> str:
        """`1 of 4: c tags this sentence as claim`; empty when all is done. `key_of` gives the key of a command."""
        if self._done >= len(self._lessons):
            return ""
        lesson = self._lessons[self._done]
        keys = [key for id_ in lesson.commands if (key := key_of(id_))]
        slots = lesson.says.count("{}")
        if len(keys) != slots:
            *most, last = keys or [""]
            keys = [f"{', '.join(most)} or {last}" if most else last, *[""] * (slots - 1)]
        return f"first steps, {self._done + 1} of {len(self._lessons)}: {lesson.says.format(*keys)}"
