"""README tells the truth: its keys are those of the command table, its commands are those that CI runs."""

from __future__ import annotations

import re
from pathlib import Path

from reader.cli.completion import everything
from reader.cli.parsers import PARSERS, opening
from reader.commands import Command, commands
from reader.commands.keymap import PRESETS, with_keymap
from reader.commands.labelkeys import with_label_keys
from reader.store.config import EXPORTS, SETTINGS
from reader.store.keymap import read_keymap
from reader.store.labels import ATTRIBUTES, FIELDS, HUES
from reader.store.project import PROJECT, read_project

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def rows() -> list[str]:
    """The table of keys: a row a command, or two that are each other's other way."""
    grouped: list[list[Command]] = []
    for command in commands():
        if command.other_way:
            grouped[-1].append(command)
        else:
            grouped.append([command])
    return [
        f"| {' · '.join(keys(c) for c in group)} | {' · '.join(c.title for c in group)} |"
        f" {' · '.join(f'`{c.id}`' for c in group)} |"
        for group in grouped
    ]


def keys(command: Command) -> str:
    """All keys of a command, each as code; a dash when it has none."""
    return " ".join(f"`{key}`" for key in command.shown_keys.split()) or "–"


def command_rows() -> list[str]:
    """The table of commands: a row for each, as its help begins."""
    return [f"| {code(made().usage)} | {made().does} |" for made in (opening, *PARSERS.values())]


def option_rows() -> list[str]:
    """The table of options: a row for each that means one thing, with the commands that have it."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in everything():
        for option in each.options:
            names = " ".join(f"`{name}{f' {option.takes}' if option.takes else ''}`" for name in option.names)
            found.setdefault((names, option.text), []).append(each.name or "reader")
    return [f"| {names} | {those(commands)} | {text} |" for (names, text), commands in sorted(found.items())]


def those(commands: list[str]) -> str:
    """Commands as code, in short when they are many."""
    every = ["reader", *PARSERS]
    if commands == every:
        return "all"
    if len(commands) > len(every) / 2:
        return f"all but {', '.join(f'`{each}`' for each in every if each not in commands)}"
    return ", ".join(f"`{each}`" for each in commands)


def code(usage: str | None) -> str:
    """The ways to call a command, as code."""
    return " · ".join(f"`{way.strip()}`" for way in (usage or "").split("\n"))


def reference() -> str:
    """The section that a man page would be."""
    return README.partition("## Reference")[2].partition("\n## ")[0]


def test_the_reference_is_that_of_the_parsers() -> None:
    """When this fails, put these rows into README: every command and every option stands there."""
    lines = reference().splitlines()

    assert [line for line in lines if line.startswith("| `reader ")] == command_rows()
    assert [line for line in lines if line.startswith("| `-")] == option_rows()


def test_the_reference_names_what_is_read_of_the_environment() -> None:
    """Every variable that the source asks for, and every file of a person's own."""
    source = "".join(path.read_text() for path in (ROOT / "reader").rglob("*.py"))
    asked = set(re.findall(r"environ(?:ment)?\.(?:get|setdefault)\(\"([A-Z_]+)\"", source)) - {"TEXTUAL_DRIVER"}
    places = set(re.findall(r"user_(?:config|state|data)_path\(APP\) / \"([a-z.]+)\"", source))

    assert len(asked) > 3
    assert [name for name in (*asked, *places) if name not in reference()] == []


def test_the_table_of_keys_is_the_command_table() -> None:
    """When this fails, put these rows into README."""
    table = README.partition("| keys | does | id |\n|---|---|---|\n")[2].partition("| mouse")[0].splitlines()

    assert table == rows()


def test_the_keymap_in_it_is_one(tmp_path: Path) -> None:
    """Its example is taken as it stands, and both presets are named."""
    section = README.partition("### Your own keys")[2].partition("\n## ")[0]
    path = tmp_path / "keymap.toml"
    path.write_text(section.partition("```toml\n")[2].partition("```")[0])
    keymap = read_keymap(path)

    assert keymap is not None
    assert len(with_keymap(commands(), keymap)) == len(commands())
    assert [name for name in PRESETS if f"`{name}`" not in section] == []


def test_two_commands_set_everything_up() -> None:
    """Near the top, one to open the samples and one to run the tests; CI runs the second, word for word."""
    top = README.partition("## Why")[0]

    commands_there = [line for line in top.splitlines() if line.startswith("python3 -m venv")]
    assert [line.rpartition("/")[2] for line in commands_there] == ["reader seeds", "pytest"]
    assert "README.md" in (ROOT / ".ci" / "run").read_text()


def test_links_lead_somewhere() -> None:
    """Pictures and pages that README names are in the checkout, its own sections in it."""
    named = [part.partition(")")[0] for part in README.split("](")[1:]]
    headings = {f"#{line.lstrip('# ').lower().replace(' ', '-')}" for line in README.splitlines() if line[:1] == "#"}

    paths = [name for name in named if not name.startswith(("http", "#"))]
    assert [name for name in paths if not (ROOT / name).exists()] == []
    assert [name for name in named if name.startswith("#") and name not in headings] == []


def test_the_project_file_in_it_is_one(tmp_path: Path) -> None:
    """Its example is taken as it stands, keys and all."""
    section = README.partition("## Labels and settings")[2].partition("\n## ")[0]
    (tmp_path / PROJECT).write_text(section.partition("```toml\n")[2].partition("```")[0])
    project = read_project(tmp_path)
    table = commands(project.labels)

    assert project.keymap is not None
    keys = {c.id: c.keys for c in with_label_keys(with_keymap(table, project.keymap), project.labels, project.error)}
    assert (keys["tag.event"], keys["tag.all.person"]) == (("e",), ("P",))
    assert [name for name in (*SETTINGS, *EXPORTS, *ATTRIBUTES, *HUES) if f"`{name}`" not in section] == []
    assert [name for name in FIELDS if f"\n{name} = " not in section] == []
