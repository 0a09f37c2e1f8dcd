"""Changing a setting in a person's file: it says the new value, and everything else in it stays."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.label import DEFAULT_LABELS
from reader.store.project import read_project, starting_project
from reader.store.rewriting import with_value
from reader.store.toml import flat, statements

PIECES = (
    "# a comment",
    'theme = "dark" # mine',
    "#theme = 'x'",
    "# theme is not set here",
    'annotator = """\ntheme = 1\n"""',
    "advance = true",
    "",
    "other = [\n  1,\n]",
)
TABLES = ("[labels.a]\nkey = 'z'\n# theme = 1\ntheme = 2", "[export]\nseed = 3", "['theme']\nx = 1")


@given(
    st.lists(st.sampled_from(PIECES), unique=True),
    st.lists(st.sampled_from(TABLES[:2]), unique=True),
    st.text(st.characters(exclude_categories=["Cc", "Cs"])) | st.booleans() | st.none(),
)
def test_only_what_is_set_is_another(pieces: list[str], tables: list[str], value: str | bool | None) -> None:
    """Whatever stands around it; what is taken out is gone."""
    source = "\n".join([*pieces, *tables]) + "\n"
    before = tomllib.loads(source)

    changed = with_value(source, "theme", value)

    expected = {name: each for name, each in before.items() if name != "theme"}
    expected |= {} if value is None else {"theme": value}
    assert tomllib.loads(changed) == expected
    kept = [line for line in source.split("\n") if line.startswith("#") and not line.startswith("#theme")]
    assert [line for line in kept if line not in changed.split("\n")] == []


def test_the_comment_that_would_set_it_does() -> None:
    """So that a file of `reader init` stays in its order, with what explains each."""
    before = starting_project()

    after = with_value(before, "advance", value=True)

    assert after == before.replace("#advance = false", "advance = true")
    assert with_value(after, "advance", None).count("\n") == before.count("\n") - 1


EXPORTING = (
    "[export]\nseed = 3",
    "[export] # ours\n# format = 'x'\n\n  format = 'y' # here\nseed = 3",
    "[ export ]",
    "export.format = 'a'",
    "export = {format = 'b'}",
    "#[export]\n#format = 'jsonl'\n#seed = 0",
)


@given(
    st.lists(st.sampled_from(PIECES), unique=True),
    st.sampled_from(("", *EXPORTING)),
    st.lists(st.sampled_from(("[labels.a]\nkey = 'z'\n# format = 1", "# [labels.b]\n#format = 'no'")), unique=True),
    st.text(st.characters(exclude_categories=["Cc", "Cs"])) | st.lists(st.sampled_from("abc")) | st.none(),
)
def test_a_name_of_a_table_is_set_in_it(
    pieces: list[str], export: str, tables: list[str], value: str | list[str] | None
) -> None:
    """Wherever the table stands, or where there is none; one that is made, or was a comment, takes nothing else in."""
    source = "\n".join([*pieces, export, *tables]) + "\n"
    before = tomllib.loads(source)

    changed = with_value(source, "export.format", value)

    after = tomllib.loads(changed)
    expected = {name: each for name, each in before.get("export", {}).items() if name != "format"}
    assert after.pop("export", {}) == expected | ({} if value is None else {"format": value})
    assert after == {name: each for name, each in before.items() if name != "export"}
    kept = [
        line for line in source.split("\n") if line.startswith("#") and "export]" not in line and "format" not in line
    ]
    assert [line for line in kept if line not in changed.split("\n")] == []


def test_a_table_that_was_a_comment_is_one(tmp_path: Path) -> None:
    """In a file of `reader init` only its name and the setting lose their mark."""
    before = starting_project()

    after = with_value(before, "export.scheme", "BIOES")

    assert after == before.replace("#[export]", "[export]").replace('#scheme = "IOB2"', 'scheme = "BIOES"')
    (tmp_path / "reader.toml").write_text(after)
    assert read_project(tmp_path).config.export == {"scheme": "BIOES"}
    assert read_project(tmp_path).labels == DEFAULT_LABELS


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", 'theme = "x"\n'),
        ("a = 1\n", 'a = 1\ntheme = "x"\n'),
        ("a = 1\n\n[b]\nc = 2\n", 'a = 1\ntheme = "x"\n\n[b]\nc = 2\n'),
        ("[b]\n", 'theme = "x"\n\n[b]\n'),
    ],
)
def test_a_new_line_stands_before_the_tables(source: str, expected: str) -> None:
    """In a table it would mean another thing."""
    assert with_value(source, "theme", "x") == expected


@given(
    st.lists(
        st.sampled_from((*PIECES, "a.b = '[#'", "c = '''x''''", 'd = "\\""', "e = [[\n[]\n], # ]\n']']")), unique=True
    )
)
def test_statements_are_parted_where_the_parser_parts_them(pieces: list[str]) -> None:
    """Whatever brackets and quotation marks stand in strings and comments."""
    found = list(statements("\n".join([*pieces, "# the end"])))

    starts = [1 + sum(piece.count("\n") + 1 for piece in pieces[:number]) for number in range(len(pieces) + 1)]
    assert [first for first, _, _ in found] == starts
    assert [names for _, _, names in found] == [set(dict(flat(tomllib.loads(p)))) for p in (*pieces, "# the end")]


def test_a_list_of_many_lines_is_gone_through_once() -> None:
    """What is wrong behind it is said with its line at once, and not after an hour."""
    lines = 30_000

    found = list(statements("x = [\n" + "  [],\n" * lines + "]\ny = 1"))

    assert found == [(1, lines + 2, {"x"}), (lines + 3, lines + 3, {"y"})]
