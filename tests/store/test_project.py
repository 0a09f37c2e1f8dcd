"""The file of a project: what it says, in which line it is wrong, and that its labels can be told apart."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import ReaderError
from reader.core.label import DEFAULT_LABELS, LOOKS, TINTED, Label, LabelSet, Look
from reader.store.labels import ATTRIBUTES, HUES, UNITS, labels_of
from reader.store.project import NO_PROJECT, read_project
from reader.store.toml import Written
from reader.text import units

SOURCE = """\
annotator = "ann"

[labels.event]
key = "z"
gloss = "what happened"
unit = "sentence"

[labels.person]
key = "s"

[labels.date]
key = "'"
unit = "word"
look = "green underline"

[export]
format = "csv"
"""


def project(folder: Path, source: str) -> Path:
    """A folder with this project file."""
    path = folder / "reader.toml"
    path.write_text(source)
    return path


def test_what_it_says(tmp_path: Path) -> None:
    """Labels in the order of the file, with looks for those that name none; settings beside."""
    project(tmp_path, SOURCE)

    said = read_project(tmp_path)

    assert list(said.labels) == [
        Label("event", "z", "what happened", "sentence", TINTED),
        Label("person", "s", "", "name", LOOKS[0]),
        Label("date", "'", "", "word", Look("green", "underline")),
    ]
    assert (said.named, said.config.annotator, said.config.export) == (True, "ann", {"format": "csv"})


def test_no_file_and_no_labels_are_the_four(tmp_path: Path) -> None:
    """Nothing is needed."""
    assert read_project(tmp_path) is NO_PROJECT
    project(tmp_path, 'theme = "light"\n')

    assert read_project(tmp_path).labels is DEFAULT_LABELS
    assert not read_project(tmp_path).named


def test_keys_of_commands_can_be_moved_for_all(tmp_path: Path) -> None:
    """The same tables as in a keymap, and the sentence names this file."""
    path = project(tmp_path, 'preset = "arrows"\n[keys]\n"go.span" = ["f5"]\n')
    keymap = read_project(tmp_path).keymap

    assert keymap is not None
    assert (keymap.preset, keymap.keys) == ("arrows", {"go.span": ("f5",)})
    assert str(keymap.error(3, "x")) == f"The project file {path}, line 3: x"


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("\n[labels]", 2, "labels names no label"),
        ("labels = 3", 1, "labels names no label"),
        ("[labels]\na = 3", 2, "the label a needs a table: write [labels.a]"),
        ("\n[labels.a]", 2, "the label a has no key"),
        ("[labels.a]\nkey = 'ab'", 2, "'ab' cannot be the key of a: a label's key is one character in quotes"),
        ("[labels.a]\nkey = 3", 2, "3 cannot be the key of a"),
        ("[labels.a]\nkey = '7'", 2, "digits are for panes and numbers"),
        ("[labels.a]\nkey = '²'", 2, "digits are for panes and numbers"),
        ("[labels.a]\nkey = '['", 2, "brackets need two hands"),
        ("[labels.a]\nkey = ' '", 2, "is one character in quotes"),
        ('[labels.a]\nkey = "\\u0301"', 2, "is one character in quotes"),
        ('[labels.a]\nkey = "\\u001b"', 2, "is one character in quotes"),
        ("[labels.a]\nkey = 'x'\n[labels.b]\n\nkey = 'x'", 5, '"x" is the key of two labels, a and b'),
        ("[labels.a]\nkey = 'x'\n[labels.A]\nkey = 'y'", 3, "a and A differ in their case alone"),
        ("[labels.a]\nkey = 'x'\n[labels.a]\nkey = 'y'", 3, "[labels.a] stands twice"),
        ("[labels.a]\nkey = 'x'\nkey = 'y'\n", 3, "this is not TOML: what is set here is set already"),
        ("[labels.'a b']\nkey = 'x'", 1, "'a b' cannot be a label"),
        ("[labels.\"\\u001b\"]\nkey = 'x'", 1, "cannot be a label"),
        ("[labels.a]\nkey = 'x'\nunit = 'line'", 3, "the unit of a is none of phrase, sentence, clause"),
        ("[labels.a]\nkey = 'x'\nunit = ['word']", 3, "the unit of a is none of"),
        ("[labels.a]\nkey = 'x'\nlook = 'green'", 3, 'the look of a needs to be "tint", or one or more of bold'),
        ("[labels.a]\nkey = 'x'\nlook = 'bold bold'", 3, 'the look of a needs to be "tint"'),
        ("[labels.a]\nkey = 'x'\nlook = 'tint'", 3, "the look of a is tint, which is for labels of sentences"),
        (
            "[labels.a]\nkey = 'x'\nlook = 'bold'\n[labels.b]\nkey = 'y'\nlook = 'green bold'",
            6,
            "a and b are both bold: without colours nobody could tell them apart",
        ),
        ("[labels.a]\nkey = 'x'\ncolour = 'red'", 3, "'colour' is not known of a label; known are key, gloss"),
        ('[labels.a]\nkey = "x"\ngloss = "\\u001b[2J"', 3, "the gloss of a holds a character that cannot be shown"),
        (
            "colour = 3",
            1,
            "known are annotator, theme, store, advance, determiner, encoding, export, labels, preset, keys",
        ),
        ("store = 3", 1, "store needs a text in quotes"),
        ("keys = 3", 1, "keys is a table"),
    ],
)
def test_what_cannot_be_is_said_with_its_line(tmp_path: Path, source: str, line: int, words: str) -> None:
    """One sentence that begins with the file and the line."""
    path = project(tmp_path, source)

    with pytest.raises(ReaderError) as caught:
        read_project(tmp_path)

    assert str(caught.value).startswith(f"The project file {path}, line {line}: ")
    assert words in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_a_name_of_many_parts_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """The parser would take a minute for it, and gigabytes."""
    project(tmp_path, f"[labels.a]\nkey = 'x' # {'.' * 200}\ngloss = '{'.' * 200}'\n")
    assert list(read_project(tmp_path).labels)
    project(tmp_path, f"a{'.a' * 100_000} = 1\n")

    with pytest.raises(ReaderError, match="nested too deeply"):
        read_project(tmp_path)


def test_there_is_an_end_to_what_can_be_told_apart(tmp_path: Path) -> None:
    """Twelve, and one more for passages; the first that is too many is named."""
    labels = [f"[labels.l{number}]\nkey = '{chr(ord('a') + number)}'\n" for number in range(14)]
    labels[5] += "unit = 'sentence'\n"
    project(tmp_path, "".join(labels[:13]))
    assert len(list(read_project(tmp_path).labels)) == 13

    project(tmp_path, "".join(labels))
    with pytest.raises(ReaderError, match="line 28: l13 is one label too many"):
        read_project(tmp_path)


def test_units_and_looks_are_those_there_are() -> None:
    """Every unit that can be named is one of the text's; every look of ours can be written."""
    assert set(UNITS.values()) <= set(units.UNITS)
    assert {look.hue for look in (*LOOKS, TINTED)} == set(HUES)
    assert {word for look in LOOKS for word in look.attribute.split()} == set(ATTRIBUTES)


def read(source: str) -> LabelSet | None:
    """The labels of a text."""
    return labels_of(Written(Path("x"), "x", source), tomllib.loads(source))


@given(
    st.lists(st.sampled_from(["sentence", "clause", "word", "phrase", "number"]), min_size=1, max_size=12), st.data()
)
def test_labels_always_differ_without_colour(given_units: list[str], data: st.DataObject) -> None:
    """Whichever units they take, and whichever of them choose the look that any other would have got."""
    keys = "abcdefghijklm"
    source = "".join(
        f"[labels.l{key}]\nkey = '{key}'\nunit = '{unit}'\n" for key, unit in zip(keys, given_units, strict=False)
    )
    chosen = data.draw(st.integers(0, len(given_units) - 1))
    look = data.draw(st.sampled_from(LOOKS))
    lines = source.replace(f"key = '{keys[chosen]}'", f"key = '{keys[chosen]}'\nlook = '{look.attribute}'")
    labels = read(lines)

    assert labels is not None
    attributes = [label.look.attribute for label in labels]
    assert len(set(attributes)) == len(attributes)
    assert sum(label.look.tint for label in labels) == min(
        1, sum(label.long and label.name != f"l{keys[chosen]}" for label in labels)
    )
