"""Labels are values, named in one place."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import reader
from reader.core.label import DEFAULT_LABELS, Label, LabelSet, Look
from reader.text.units import UNITS

PACKAGE = Path(reader.__file__).parent
NAMES = [label.name for label in DEFAULT_LABELS]
NAMED = re.compile(rf"(?:tag\.|label-)?(?:{'|'.join(NAMES)})|.*\b(?:tag\.|label-)(?:{'|'.join(NAMES)})\b.*", re.DOTALL)
"""A string that is a label's name, or holds the id of its command or the variable of its colour."""


def strings(module: ast.Module) -> Iterator[ast.Constant]:
    """The string constants of a module but its docstrings."""
    docstrings = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "core" / "label.py"],
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_no_other_code_names_a_label(path: Path) -> None:
    """So that another set of labels needs no change anywhere else."""
    module = ast.parse(path.read_text(encoding="utf-8"))

    named = [f"{node.lineno}: {node.value!r}" for node in strings(module) if NAMED.fullmatch(str(node.value))]

    assert named == []


@pytest.mark.parametrize("code", ["x = 'claim'", "f('tag.actor')", "f'{a} $label-figure;'", "d = {'place': 1}"])
def test_a_named_label_would_be_found(code: str) -> None:
    """In each of the forms that other code could take; not in a docstring or in the name of a thing."""
    clean = ast.parse('"""claim"""\nplace = cursor.place\n"""tag.claim"""')

    assert any(NAMED.fullmatch(str(node.value)) for node in strings(ast.parse(code)))
    assert not list(strings(clean))


def test_the_labels_that_come_with_the_tool() -> None:
    """Four, each with a key of its own, a unit that exists, and a name that every format can write."""
    assert len(list(DEFAULT_LABELS)) == 4
    assert all(label.unit in UNITS for label in DEFAULT_LABELS)
    assert all(re.fullmatch(r"[a-z]+", label.name) for label in DEFAULT_LABELS)
    assert all(len(label.key) == 1 and label.gloss for label in DEFAULT_LABELS)
    assert [label.long for label in DEFAULT_LABELS] == [label.look.tint for label in DEFAULT_LABELS]


def test_a_set_answers_for_its_labels() -> None:
    """By name, in the order given; a name outside of it is short and no member."""
    long = Label("event", "e", "what happened", "sentence", Look("red", tint=True))
    short = Label("date", "d", "when", "word", Look("blue", "bold"))
    labels = LabelSet([long, short])

    assert list(labels) == [long, short]
    assert labels["date"] is short
    assert ("event" in labels, "none" in labels, 3 in labels) == (True, False, False)
    assert [labels.is_long(name) for name in ("event", "date", "none")] == [True, False, False]
    with pytest.raises(KeyError, match="none"):
        labels["none"]


@pytest.mark.parametrize(("name", "key", "what"), [("event", "d", "name"), ("date", "e", "key")])
def test_two_labels_cannot_share_a_name_or_a_key(name: str, key: str, what: str) -> None:
    """The clash is refused and said."""
    first, second = Label("event", "e", "", "word", Look("")), Label(name, key, "", "word", Look(""))

    with pytest.raises(ValueError, match=f"the same {what}"):
        LabelSet([first, second])
