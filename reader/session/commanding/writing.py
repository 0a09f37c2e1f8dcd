"""A command as it is written: what `parsing` reads as the same command."""

from __future__ import annotations

from collections.abc import Container

from reader.session.commanding.language import (
    And,
    Command,
    Condition,
    Has,
    LengthTest,
    NameTest,
    Not,
    Or,
    Pattern,
    Relation,
    ScoreTest,
    TextTest,
    TimeTest,
)
from reader.session.commanding.parsing import ANY, RESERVED
from reader.text.lazily import lazily

PLAIN = lazily(r"""[^\s()"'“”/=<>!~\\*][^\s()"'“”=<>!~\\]*+""")
"""What needs no quotation marks."""


def written(command: Command, labels: Container[str]) -> str:
    """The command on one line. Names of labels outside of the set stand in quotation marks."""
    parts = [command.verb, ANY if command.target is None else _label(command.target, labels)]
    if command.label:
        parts.append(_label(command.label, labels))
    if command.verb == "note":
        parts.append(_string(command.note))
    if command.pattern is not None:
        parts.append(_pattern(command.pattern))
    if command.where is not None:
        parts += ["where", _condition(command.where, labels)]
    return " ".join(parts)


def _condition(condition: Condition, labels: Container[str]) -> str:  # noqa: C901, PLR0911 - one for each kind
    match condition:
        case TextTest(field, operator, value):
            return f"{field} {operator} {_pattern(value)}"
        case NameTest("label", operator, value):
            return f"label {operator} {_label(value, labels)}"
        case NameTest(field, operator, value) | TimeTest(field, operator, value):
            return f"{field} {operator} {value}"
        case LengthTest(operator, number, measure):
            return f"length {operator} {number} {measure}"
        case ScoreTest(operator, score):
            return f"score {operator} {score}"
        case Has(field):
            return field
        case Relation(kind, label):
            return f"{kind} {ANY if label is None else _label(label, labels)}"
        case Not(part):
            return f"not {_inner(part, labels)}"
        case And(parts):
            return " and ".join(_inner(part, labels) for part in parts)
        case Or(parts):
            return " or ".join(_inner(part, labels) for part in parts)


def _inner(condition: Condition, labels: Container[str]) -> str:
    """A condition inside of another one."""
    text = _condition(condition, labels)
    return f"({text})" if isinstance(condition, And | Or) else text


def _label(name: str, labels: Container[str]) -> str:
    return name if name in labels and name not in RESERVED and PLAIN().fullmatch(name) else _string(name)


def _pattern(pattern: Pattern) -> str:
    flags = ("i" if pattern.any_case else "") + ("p" if pattern.parts else "")
    return f"{_slashed(pattern.source) if pattern.is_regex else _string(pattern.source)}{flags}"


def _string(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


def _slashed(source: str) -> str:
    parts, pairs = [], iter(source)
    for character in pairs:
        after = next(pairs, "") if character == "\\" else ""
        parts.append("\\/" if character == "/" else character + after)
    return f"/{''.join(parts)}/"
