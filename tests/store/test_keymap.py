"""The keymap file as it is written: what it says, in which line, and what is no keymap."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import ReaderError
from reader.store.keymap import read_keymap
from reader.store.toml import line_of

SOURCE = '''# "keys.a" = 1
preset = "vim" # [keys]

[keys] # of mine
"a.b" = ["x"]
# "c" = []
c = [ # "d" = [
  "]", """
d = 1""",
]
'd' = []
e.f.g = ["\\"g"]
'''


def test_every_name_has_its_line() -> None:
    """Comments, quotes, lists over several lines and texts with newlines mislead nobody."""
    names = ("preset", "keys", "keys.a.b", "keys.c", "keys.d", "keys.e.f.g")

    assert [line_of(SOURCE, name) for name in names] == [2, 4, 5, 7, 11, 12]


def test_what_it_says(tmp_path: Path) -> None:
    """With Windows newlines and a byte order mark as well."""
    path = tmp_path / "keymap.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SOURCE.replace("\n", "\r\n").encode())
    keymap = read_keymap(path)

    assert keymap is not None
    assert keymap.preset == "vim"
    assert keymap.keys == {"a.b": ("x",), "c": ("]", "d = 1"), "d": (), "e.f.g": ('"g',)}
    assert keymap.line("d") == 11


@pytest.mark.parametrize(
    ("source", "line", "sentence"),
    [
        ('[keys]\n"a.b" = []\n# a.b\na.b = ["x"]', 4, "a.b has its keys in line 2 already"),
        (
            '\n"go.next" = ["x"]',
            2,
            '"go.next" is not known here; known are preset and, under [keys], the ids of commands',
        ),
        (
            "[keys]\n[other]\nx = 1",
            2,
            '"other" is not known here; known are preset and, under [keys], the ids of commands',
        ),
        ("preset = 3", 1, 'preset needs a name in quotes, such as "vim"'),
        ("keys = 3", 1, 'keys is a table: write [keys], and below it "go.next" = ["f5"]'),
        ("[[keys]]\na = []", 1, 'keys is a table: write [keys], and below it "go.next" = ["f5"]'),
        ('[keys]\na = "x"', 2, 'a needs a list of keys in quotes, such as ["f5"]; [] takes its keys away'),
        ("[keys]\na = [4]", 2, 'a needs a list of keys in quotes, such as ["f5"]; [] takes its keys away'),
        ("[keys]\n[keys.a]", 2, 'a needs a list of keys in quotes, such as ["f5"]; [] takes its keys away'),
    ],
)
def test_what_is_no_keymap_is_refused(tmp_path: Path, source: str, line: int, sentence: str) -> None:
    """In one sentence with the file and the line."""
    path = tmp_path / "keymap.toml"
    path.write_text(source)

    with pytest.raises(ReaderError) as error:
        read_keymap(path)

    assert str(error.value) == f"The keymap {path}, line {line}: {sentence}"


@pytest.mark.parametrize(
    ("source", "line"),
    [("[keys]\n\ngo = [ x ]", 3), ('[keys]\ngo = ["x"\n\n', 2), ('[keys]\n"a" = []\n"a" = []', 3), ('go = """\nx', 2)],
)
def test_what_is_not_toml_is_refused(tmp_path: Path, source: str, line: int) -> None:
    """With the line, and what TOML's own reader says without the place it gives."""
    path = tmp_path / "keymap.toml"
    path.write_text(source)

    with pytest.raises(ReaderError) as error:
        read_keymap(path)

    assert str(error.value).startswith(f"The keymap {path}, line {line}: this is not TOML: ")
    assert "(at " not in str(error.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Bytes that are no text with their line, and a folder in its place."""
    path = tmp_path / "keymap.toml"
    path.write_bytes(b"[keys]\n# \xff\n")

    with pytest.raises(ReaderError, match=r"line 2: this is not UTF-8$"):
        read_keymap(path)
    with pytest.raises(ReaderError, match="cannot be read: it is a folder"):
        read_keymap(tmp_path)


@given(
    st.lists(st.sampled_from(["# c", "", "x = [", "]", '"""', "'", "[keys]", "a.b = 1", '"q" = 2', "\r"]), max_size=8)
)
def test_any_text_is_a_keymap_or_refused(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    """Nothing else happens."""
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes("\n".join(lines).encode())
    why = ", line 1:"
    try:
        read_keymap(path)
    except ReaderError as error:
        why = str(error)

    assert 1 <= int(why.partition(", line ")[2].partition(":")[0]) <= len(lines) + 1
