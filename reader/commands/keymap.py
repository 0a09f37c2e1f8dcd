"""A person's own keys: the table of commands with the keys of their file, or the sentence that says what is wrong."""

from __future__ import annotations

from collections.abc import Sequence, Set
from pathlib import Path

from reader.commands.command import Command
from reader.commands.counting import counts
from reader.commands.keys import UnknownKeyError, read_key
from reader.commands.lists import LIST_KEYS
from reader.core.errors import ReaderError
from reader.store.keymap import Keymap, read_keymap
from reader.store.toml import line_of

PRESETS = {path.stem: path for path in sorted((Path(__file__).parent / "presets").glob("*.toml"))}
"""The keymaps that come with the tool, by name."""

NEEDED = ("app.help", "app.palette", "app.quit")
"""The commands that may be moved and not left without a key."""


def with_keymap(table: Sequence[Command], keymap: Keymap) -> tuple[Command, ...]:
    """The commands with the keys that a keymap gives them, in the order of the table.

    In the text all commands hear their keys together, in the outline those that are not of the text alone, beside the
    lists' own: so no key stands twice in the table, and none of the lists' own is one of the outline or the screen.
    Raises ReaderError with file, line and both ids for what cannot be; nothing is left out silently.
    """
    if keymap.preset is not None:
        table = with_keymap(table, _preset(keymap, keymap.preset))
    by_id = {command.id: command for command in table}
    for id_ in keymap.keys:
        _check_id(keymap, id_, by_id)
    moved = {id_: by_id[id_]._replace(keys=_keys(keymap, id_)) for id_ in keymap.keys}
    _check_clashes(keymap, [command for command in table if command.id not in moved], list(moved.values()))
    return tuple(moved.get(command.id, command) for command in table)


def _preset(keymap: Keymap, name: str) -> Keymap:
    found = read_keymap(PRESETS[name]) if name in PRESETS else None
    if found is None:
        known = " and ".join(PRESETS)
        raise keymap.error(line_of(keymap.source, "preset"), f'there is no preset "{name}"; there are {known}')
    return found


def _check_id(keymap: Keymap, id_: str, known: dict[str, Command]) -> None:
    if id_ in known:
        return
    if any(row.id == id_ for row in LIST_KEYS):
        raise keymap.error(keymap.line(id_), f"{id_} keeps its keys: the lists have them of their own")
    # Imported for those who mistype only.
    from difflib import get_close_matches  # noqa: PLC0415

    near = get_close_matches(id_, known)
    more = f"the nearest ids are {', '.join(near)}" if near else "README lists the ids"
    raise keymap.error(keymap.line(id_), f'there is no command "{id_}"; {more}')


def _keys(keymap: Keymap, id_: str) -> tuple[str, ...]:
    """The keys that the file gives a command, as we write them."""
    keys = tuple(_key(keymap, id_, written) for written in keymap.keys[id_])
    for key in keys:
        if keys.count(key) > 1:
            raise keymap.error(keymap.line(id_), f'"{key}" stands twice at {id_}')
    if not keys and id_ in NEEDED:
        raise keymap.error(keymap.line(id_), f"{id_} needs a key: it can be moved, not left without one")
    return keys


def _key(keymap: Keymap, id_: str, written: str) -> str:
    try:
        key = read_key(written)
    except UnknownKeyError as error:
        advice = (
            f'write "{error.meant}"' if error.meant else 'keys are written like "k", "?", "f5", "ctrl+x", "shift+tab"'
        )
        raise keymap.error(keymap.line(id_), f'"{written}" at {id_} is no key; {advice}') from error
    if counts(key):
        why = "in the text the digits 4 to 9 count how often a motion is made"
        raise keymap.error(keymap.line(id_), f'"{key}" cannot be a key of {id_}: {why}')
    return key


def _check_clashes(keymap: Keymap, rest: Sequence[Command], moved: Sequence[Command]) -> None:
    """Raise ReaderError when a command that was moved wants the key of one that was not, of a list, or of another."""
    owners = {key: command for command in rest for key in command.keys}
    lists = {key: row.id for row in LIST_KEYS for key in row.keys}
    before: dict[str, str] = {}
    for command in moved:
        for key in command.keys:
            if key in before:
                both = f"{before[key]} (line {keymap.line(before[key])}) and {command.id}"
                raise keymap.error(keymap.line(command.id), f'"{key}" is taken twice, by {both}')
            if key in lists and command.scope != "text":
                what = f'"{key}" of {command.id} is a key of {lists[key]}, which all lists keep; take another'
                raise keymap.error(keymap.line(command.id), what)
            if key in owners:
                taken = {key for other in moved for key in other.keys}
                raise _not_free(keymap, key, command, owners[key], taken)
            before[key] = command.id


def _not_free(keymap: Keymap, key: str, command: Command, owner: Command, taken: Set[str]) -> ReaderError:
    left = [f'"{other}"' for other in owner.keys if other not in taken]
    if not left and owner.id in NEEDED:
        left = ['"another key"']
    advice = f'to free it write also "{owner.id}" = [{", ".join(left)}]'
    return keymap.error(keymap.line(command.id), f'"{key}" of {command.id} is a key of {owner.id}; {advice}')
