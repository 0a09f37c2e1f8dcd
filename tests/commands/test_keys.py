"""Keys as they are written, as Textual calls them and as they are shown."""

from __future__ import annotations

from string import printable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key

from reader.commands.keys import MODIFIERS, SHOWN, UnknownKeyError, read_key, shown_key, textual_name


@pytest.mark.parametrize("character", [c for c in printable if not c.isspace()] + list("éßЖ§€漢"))
def test_a_character_has_the_name_that_textual_gives_it(character: str) -> None:
    """The name under which a terminal's character arrives."""
    (event,) = XTermParser().feed(character)

    assert isinstance(event, Key)
    assert textual_name(character) == event.key


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ("\x04", "ctrl+d"), ("\x1c", "ctrl+\\"), ("\x1d", "ctrl+]"), ("\x1b[1;5C", "ctrl+right"),
        ("\x1b[Z", "shift+tab"),
        ("\x1b[1;6A", "ctrl+shift+up"), ("\x1b[2~", "insert"), ("\x1b[20~", "f9"), (" ", "space"),
        ("\x7f", "backspace"),
    ],
)  # fmt: skip
def test_a_named_key_arrives_under_its_name(sent: str, key: str) -> None:
    """What xterm sends for it."""
    (event,) = XTermParser().feed(sent)

    assert isinstance(event, Key)
    assert textual_name(read_key(key)) == event.key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("k", "k"), ("K", "K"), ("?", "?"), ("question_mark", "?"), ("+", "+"), ("minus", "-"), ("ctrl++", "ctrl++"),
        ("ctrl+plus", "ctrl++"), ("space", "space"), ("shift+ctrl+left", "ctrl+shift+left"), ("alt+x", "alt+x"),
        ("f24", "f24"),
    ],
)  # fmt: skip
def test_keys_are_written_in_one_way(written: str, key: str) -> None:
    """Textual's names for characters become these, modifiers stand in order."""
    assert read_key(written) == key


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("PgDn", "pagedown"), ("Esc", "escape"), ("esc", "escape"), ("↑", "up"), ("ctrl+→", "ctrl+right"), ("F5", "f5"),
        ("Ctrl+X", "ctrl+x"), ("ctrl+X", "ctrl+x"), ("ctrl + x", "ctrl+x"), ("shift+a", "A"), (" ", "space"),
        ("ctrl+i", "tab"), ("ctrl+m", "enter"), ("ctrl+h", "backspace"), ("ctrl+[", "escape"), ("Return", "enter"),
        ("f25", ""), ("", ""), ("gg", ""), ("ctrl+", ""), ("+x", ""), ("ctrl+ctrl+x", ""), ("cmd+x", ""),
        ("shift+1", ""),
        ("\x1b", ""), ("\u200b", ""), ("ctrl+space", ""), ("k,j", ""), ("<scroll-up>", ""),
    ],
)  # fmt: skip
def test_what_is_no_key_is_refused(written: str, meant: str) -> None:
    """With what to write instead, where that can be told."""
    with pytest.raises(UnknownKeyError) as error:
        read_key(written)

    assert error.value.meant == meant


@given(
    st.text(max_size=12) | st.lists(st.sampled_from([*MODIFIERS, *SHOWN, "x", "?", "+", ""]), max_size=4).map("+".join)
)
def test_any_text_is_a_key_or_refused(written: str) -> None:
    """What is read is read again as itself, and what is advised is a key."""
    meant = ""
    try:
        key = read_key(written)
    except UnknownKeyError as error:
        key = meant = error.meant

    assert not key or read_key(key) == key
    assert not key.isascii() or not key or read_key(textual_name(key)) == key
    assert not meant or meant != written


def test_keys_are_shown() -> None:
    """Arrows and short names, with their modifiers."""
    assert [shown_key(key) for key in ("ctrl+left", "shift+tab", "f12", "q", "ctrl++", "pagedown")] == [
        "ctrl+←", "shift+Tab", "F12", "q", "ctrl++", "PgDn",
    ]  # fmt: skip
