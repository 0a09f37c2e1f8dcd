"""The keys of a project's own labels among those of the commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.commands import Command, commands
from reader.commands.keymap import with_keymap
from reader.commands.labelkeys import with_label_keys
from reader.commands.lists import LIST_KEYS
from reader.core.errors import ReaderError
from reader.core.label import Label, LabelSet, looks
from reader.store.keymap import read_keymap


def labels(*keys: str, unit: str = "name") -> LabelSet:
    """Labels with these keys, called by their code points."""
    return LabelSet(
        Label(f"l{ord(key)}", key, "", unit, look) for key, look in zip(keys, looks([False] * len(keys)), strict=True)
    )


def table(some: LabelSet, keymap: str = "", folder: Path | None = None) -> tuple[Command, ...]:
    """The commands for some labels, after a keymap."""
    made = commands(some)
    if folder is not None:
        (folder / "keymap.toml").write_text(keymap)
        read = read_keymap(folder / "keymap.toml")
        assert read is not None
        made = with_keymap(made, read)
    return with_label_keys(made, some, lambda name, sentence: ReaderError(f"{name}: {sentence}"))


def test_a_free_key_is_taken() -> None:
    """With its upper case, where that is free too: `Z` shows the history."""
    keys = {command.id: command.keys for command in table(labels("z", "c", "'", "ß"))}

    assert keys["tag.l122"] == ("z",)
    assert (keys["tag.all.l122"], keys["tag.all.l99"]) == ((), ("C",))
    assert "tag.all.l39" not in keys
    assert keys["tag.l223"] == ("ß",)


@pytest.mark.parametrize(
    ("key", "owner"), [("m", "go.span"), ("x", "article.done"), ("?", "app.help"), (".", "edge.rightchar")]
)
def test_a_key_of_a_command_is_refused(key: str, owner: str) -> None:
    """With both ids, and where to free it."""
    with pytest.raises(ReaderError) as caught:
        table(labels("z", key))

    name = f"l{ord(key)}"
    assert str(caught.value) == (
        f'labels.{name}.key: "{key}" of tag.{name} is a key of {owner}; '
        f'take another, or free it under [keys] with other keys for "{owner}"'
    )


@pytest.mark.parametrize("key", [key for row in LIST_KEYS for key in row.keys if len(key) == 1])
def test_a_key_of_the_lists_is_refused(key: str) -> None:
    """Even when the command that has it in the text is moved, as the outline hears it before."""
    with pytest.raises(ReaderError, match=r"is a key of list\."):
        table(labels(key))


def test_what_is_freed_can_be_taken(tmp_path: Path) -> None:
    """The upper case that a command keeps is left to it."""
    keys = {c.id: c.keys for c in table(labels("e"), '[keys]\n"go.sentence" = [")"]\n', tmp_path)}

    assert keys["tag.l101"] == ("e",)
    assert keys["tag.all.l101"] == ()
    assert keys["go.sentenceback"] == ("(", "E")


def test_with_arrows_nearly_every_letter_is_free(tmp_path: Path) -> None:
    """Thirteen labels have the keys one would give them."""
    some = labels(*"abcdefimnoqs")

    found = {command.id: command.keys for command in table(some, 'preset = "arrows"', tmp_path)}

    assert [found[f"tag.{label.name}"] for label in some] == [(label.key,) for label in some]


def test_no_two_commands_have_one_id() -> None:
    """A label may be called as the word that another command of labels has in its id."""
    names = ("clause", "all", "corpus", "claims")
    some = LabelSet(
        Label(name, key, "", "sentence", look) for name, key, look in zip(names, "zcpf", looks([True] * 4), strict=True)
    )

    ids = [command.id for command in commands(some)]

    assert len(set(ids)) == len(ids)
