"""A person's own keys: what is taken, and what is refused with file, line and both ids."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.commands import Command, commands
from reader.commands.counting import counts
from reader.commands.keymap import NEEDED, PRESETS, with_keymap
from reader.commands.keys import SHOWN, read_key
from reader.commands.lists import LIST_KEYS
from reader.core.errors import ReaderError
from reader.store.keymap import read_keymap

LISTS = {key for row in LIST_KEYS for key in row.keys}


def keyed(path: Path) -> tuple[Command, ...]:
    """The commands with the keys of a file."""
    keymap = read_keymap(path)
    assert keymap is not None
    return with_keymap(commands(), keymap)


def written(folder: Path, source: str) -> Path:
    """A keymap of this text."""
    path = folder / "keymap.toml"
    path.write_text(source)
    return path


def all_keys(table: Sequence[Command]) -> dict[str, tuple[str, ...]]:
    """The keys of each command."""
    return {command.id: command.keys for command in table}


def assert_nothing_twice(table: Sequence[Command]) -> None:
    """No key twice in the text, in the outline or in the list."""
    text = [key for command in table for key in command.keys]
    outline = [*LISTS, *(key for command in table if command.scope != "text" for key in command.keys)]

    assert len(set(text)) == len(text)
    assert len(set(outline)) == len(outline)


def test_the_table_has_no_key_twice() -> None:
    """Neither as it comes nor written in another way than keymaps write them."""
    assert_nothing_twice(commands())
    assert [key for command in commands() for key in command.keys if read_key(key) != key] == []


def test_no_command_needs_a_bracket() -> None:
    """Where `[ ] { } $ ( )` need a third hand, each of their commands has another key."""
    alone = [command.id for command in commands() if command.keys and not set(command.keys) - set("[]{}$()")]

    assert alone == []


def test_without_a_file_there_is_no_keymap(tmp_path: Path) -> None:
    """And nothing is changed by an empty one."""
    assert read_keymap(tmp_path / "keymap.toml") is None
    assert all_keys(keyed(written(tmp_path, "# nothing yet\n"))) == all_keys(commands())


def test_keys_are_replaced(tmp_path: Path) -> None:
    """All keys of a command; those of others stay; ids with and without quotes; Textual's names too."""
    source = """
        [keys]
        "tag.claim" = ["q", "f5"]
        app.quit = ["ctrl+q"]
        "article.done" = []
        'go.next' = [
            "space",  # as before
            "shift+ctrl+right",
        ]
        "find.start" = ["quotation_mark"]
    """
    table = keyed(written(tmp_path, source))

    assert all_keys(table)["tag.claim"] == ("q", "f5")
    assert all_keys(table)["app.quit"] == ("ctrl+q",)
    assert all_keys(table)["article.done"] == ()
    assert all_keys(table)["go.next"] == ("space", "ctrl+shift+right")
    assert all_keys(table)["find.start"] == ('"',)
    assert all_keys(table)["tag.actor"] == ("a",)
    assert [command.id for command in table] == [command.id for command in commands()]


def test_two_commands_may_change_places(tmp_path: Path) -> None:
    """As what counts is how all of them end up."""
    table = keyed(written(tmp_path, '[keys]\n"go.up" = ["j"]\n"go.down" = ["k"]\n'))

    assert all_keys(table)["go.up"] == ("j",)
    assert all_keys(table)["go.down"] == ("k",)


@pytest.mark.parametrize(
    ("source", "line", "sentence"),
    [
        (
            '[keys]\n# "go.up"\n"go.up" = ["z"]\n\'go.down\' = [\n  "z"]',
            4,
            '"z" is taken twice, by go.up (line 3) and go.down',
        ),
        (
            '[keys]\n\n"tag.claim" = ["q"]',
            3,
            '"q" of tag.claim is a key of app.quit; to free it write also "app.quit" = ["ctrl+q"]',
        ),
        (
            '[keys]\ntag.claim = ["q", "ctrl+q"]',
            2,
            '"q" of tag.claim is a key of app.quit; to free it write also "app.quit" = ["another key"]',
        ),
        (
            '[keys]\n"tag.claim" = ["r"]',
            2,
            '"r" of tag.claim is a key of edit.repeat; to free it write also "edit.repeat" = []',
        ),
        (
            'preset = "arrows"\n[keys]\n"tag.claim" = ["f8"]',
            3,
            '"f8" of tag.claim is a key of go.span; to free it write also "go.span" = []',
        ),
        (
            '[keys]\n"article.done" = ["j"]',
            2,
            '"j" of article.done is a key of list.down, which all lists keep; take another',
        ),
        (
            '[keys]\n"tag.claim" = ["enter"]\n"go.inside" = []',
            2,
            '"enter" of tag.claim is a key of list.choose, which all lists keep; take another',
        ),
        ('[keys]\n"list.down" = ["z"]', 2, "list.down keeps its keys: the lists have them of their own"),
        (
            '[keys]\n"tag.clam" = ["z"]',
            2,
            'there is no command "tag.clam"; the nearest ids are tag.claim, tag.clause, tag.place',
        ),
        ('[keys]\n"xyzzy" = ["z"]', 2, 'there is no command "xyzzy"; README lists the ids'),
        ('[keys]\n"go.up" = ["PgUp"]', 2, '"PgUp" at go.up is no key; write "pageup"'),
        (
            '[keys]\n"go.top" = ["gg"]',
            2,
            '"gg" at go.top is no key; keys are written like "k", "?", "f5", "ctrl+x", "shift+tab"',
        ),
        ('[keys]\n"go.up" = ["z", "z"]', 2, '"z" stands twice at go.up'),
        (
            '[keys]\n"go.up" = ["5"]',
            2,
            '"5" cannot be a key of go.up: in the text the digits 4 to 9 count how often a motion is made',
        ),
        ('[keys]\n"app.quit" = []', 2, "app.quit needs a key: it can be moved, not left without one"),
        ('[keys]\n"app.help" = []', 2, "app.help needs a key: it can be moved, not left without one"),
        ('[keys]\n"app.palette" = []', 2, "app.palette needs a key: it can be moved, not left without one"),
        ('# mine\npreset = "emacs"', 2, 'there is no preset "emacs"; there are arrows and vim'),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, source: str, line: int, sentence: str) -> None:
    """In one sentence with the file, the line and both ids."""
    path = written(tmp_path, source)

    with pytest.raises(ReaderError) as error:
        keyed(path)

    assert str(error.value) == f"The keymap {path}, line {line}: {sentence}"


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_are_keymaps_like_any_other(preset: str, tmp_path: Path) -> None:
    """They pass the same checks, take nobody's last key, and a person's own keys go on top."""
    table = keyed(PRESETS[preset])
    own = keyed(written(tmp_path, f'preset = "{preset}"\n[keys]\n"go.next" = ["f5"]'))

    assert_nothing_twice(table)
    keyless = {command.id for command in commands() if not command.keys}
    assert {command.id for command in table if not command.keys} <= keyless
    assert all_keys(own) == {**all_keys(table), "go.next": ("f5",)}


def test_arrows_leaves_the_letters_to_the_labels() -> None:
    """And needs no key that is far on some keyboard."""
    table = keyed(PRESETS["arrows"])
    letters = [c.id for c in table if not c.id.startswith("tag.") for key in c.keys if len(key) == 1 and key.isalpha()]

    assert letters == []
    assert not {key for command in table for key in command.keys} & set("[]{}()$")


IDS = [command.id for command in commands()]
ANY_KEY = st.sampled_from([*"abcdefghijklmnopqrstuvwxyzABCXYZ0123456789[]+-?!;", *SHOWN, "ctrl+x", "shift+f5", "alt+a"])


@given(st.dictionaries(st.sampled_from(IDS), st.lists(ANY_KEY, max_size=2), max_size=5))
def test_an_accepted_keymap_has_no_key_twice(wanted: dict[str, list[str]]) -> None:
    """All that is asked for is done and nothing clashes, or it is refused with the line of an id it names."""
    lines = [f'"{id_}" = {keys!r}' for id_, keys in wanted.items()]
    table, why = commands(), ""
    with TemporaryDirectory() as folder:
        try:
            table = keyed(written(Path(folder), "\n".join(["[keys]", *lines])))
        except ReaderError as error:
            why = str(error)

    if why:
        id_ = [*wanted][int(why.partition(", line ")[2].partition(":")[0]) - 2]
        assert id_ in why
        return
    assert_nothing_twice(table)
    assert all_keys(table) == {**all_keys(commands()), **{id_: tuple(keys) for id_, keys in wanted.items()}}
    assert all(all_keys(table)[id_] for id_ in NEEDED)
    assert not any(counts(key) for command in table for key in command.keys)
