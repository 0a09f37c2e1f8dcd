"""The keys of a project's own labels, among those of all commands: each has one, or the sentence says what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from reader.commands.command import Command
from reader.commands.lists import LIST_KEYS
from reader.core.errors import ReaderError
from reader.core.label import LabelSet


def with_label_keys(
    table: Sequence[Command], labels: LabelSet, error: Callable[[str, str], ReaderError]
) -> tuple[Command, ...]:
    """The commands, where what shares a label's key in upper case gives way to the command that has it.

    `table` has the keys of the person's keymap already: one that frees a key is heeded. Raises what `error` makes of a
    name in the project file and a sentence, with both ids, when a label's own key is a key of another command.
    """
    owners = {key: command.id for command in table if not command.id.startswith("tag.") for key in command.keys}
    owners |= {key: row.id for row in LIST_KEYS for key in row.keys}
    tagging = {f"tag.{label.name}": label for label in labels}
    for command in table:
        label = tagging.get(command.id)
        for key in command.keys if label else ():
            if label and key in owners:
                raise error(f"labels.{label.name}.key", _clash(key, command.id, owners[key]))
    counted = Counter(key for command in table for key in command.keys)
    return tuple(_yielding(command, owners, counted) for command in table)


def _yielding(command: Command, owners: dict[str, str], counted: Counter[str]) -> Command:
    if not (command.other_way and command.id.startswith("tag.")):
        return command
    return command._replace(keys=tuple(key for key in command.keys if key not in owners and counted[key] == 1))


def _clash(key: str, id_: str, owner: str) -> str:
    said = f'"{key}" of {id_} is a key of {owner}'
    if any(row.id == owner for row in LIST_KEYS):
        return f"{said}, which all lists keep; take another"
    return f'{said}; take another, or free it under [keys] with other keys for "{owner}"'
