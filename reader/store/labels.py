"""The labels that a project names in its `reader.toml`: a table each.

[labels.event]
key = "z"
gloss = "what happened"
unit = "sentence"
look = "green underline"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reader.core.label import LONG_UNITS, LOOKS, TINTED, Label, LabelSet, Look, looks
from reader.store.config import text_fault
from reader.store.toml import Written

LABELS = "labels"
"""The table of the labels."""

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
"""What every format can write as a label."""

UNITS = {
    "phrase": "name",
    **{unit: unit for unit in ("sentence", "clause", "quotation", "paragraph", "name", "number", "word")},
}
"""What a label can take by default, as it is written and as `reader.text.units` calls it."""

HUES = (TINTED.hue, *dict.fromkeys(look.hue for look in LOOKS if look.hue != TINTED.hue))
"""The colours of looks."""

ATTRIBUTES = ("bold", "underline", "italic", "strike")
"""The attributes of looks, in the order in which ours have them."""

TINT = "tint"
"""The look of a tinted background."""

FIELDS = ("key", "gloss", "unit", "look")
"""What may be said of a label."""

BRACKETS = "()[]{}"
"""No keys of labels: on many keyboards they need two hands."""


def labels_of(written: Written, values: Mapping[str, Any]) -> LabelSet | None:
    """The labels among the values of a file; None when it names none. Raises ReaderError with the line."""
    if LABELS not in values:
        return None
    tables = values[LABELS]
    if not isinstance(tables, dict) or not tables:
        raise written.error(LABELS, 'labels names no label: write [labels.event], and below it key = "z"')
    for name, table in tables.items():
        _check_name(written, name, table)
        _check_key(written, name, table.get("key"))
    _check_twice(written, tables)
    units = {name: _unit(written, name, table.get("unit", "phrase")) for name, table in tables.items()}
    chosen = {
        name: _look(written, name, table["look"], units[name]) for name, table in tables.items() if "look" in table
    }
    _check_apart(written, chosen)
    given = _looks(written, units, chosen)
    return LabelSet(
        Label(name, table["key"], _gloss(written, name, table), units[name], given[name])
        for name, table in tables.items()
    )


def _at(name: str, field: str = "") -> str:
    return f"{LABELS}.{name}{field and '.'}{field}"


def _check_name(written: Written, name: str, table: object) -> None:
    if not NAME.fullmatch(name):
        why = "a label is called by at most 40 letters without accents, digits, - and _, a letter first"
        raise written.error(_at(name), f"{name!r:.60} cannot be a label: {why}")
    if not isinstance(table, dict):
        raise written.error(_at(name), f'the label {name} needs a table: write [labels.{name}], and below it key = "z"')
    for field in table:
        if field not in FIELDS:
            known = ", ".join(FIELDS)
            raise written.error(_at(name, field), f"{field!r:.60} is not known of a label; known are {known}")


def _check_key(written: Written, name: str, key: object) -> None:
    if key is None:
        raise written.error(_at(name), f'the label {name} has no key: write key = "z" below it')
    why = ""
    if not isinstance(key, str) or len(key) != 1 or text_fault(key) or unicodedata.category(key)[0] not in "LNPS":
        why = 'a label\'s key is one character in quotes, such as "z"'
    elif key.isnumeric():
        why = "digits are for panes and numbers"
    elif key in BRACKETS:
        why = "brackets need two hands on many keyboards"
    if why:
        raise written.error(_at(name, "key"), f"{key!r:.60} cannot be the key of {name}: {why}")


def _check_twice(written: Written, tables: Mapping[str, Any]) -> None:
    """Raise ReaderError when two labels have one key, or names that differ in their case alone."""
    names: dict[str, str] = {}
    keys: dict[str, str] = {}
    for name, table in tables.items():
        if (other := names.setdefault(name.casefold(), name)) != name:
            raise written.error(_at(name), f"{other} and {name} differ in their case alone: call one of them otherwise")
        if (other := keys.setdefault(table["key"], name)) != name:
            raise written.error(_at(name, "key"), f'"{table["key"]}" is the key of two labels, {other} and {name}')


def _gloss(written: Written, name: str, table: Mapping[str, Any]) -> str:
    gloss = table.get("gloss", "")
    if gloss != "" and (fault := text_fault(gloss)):
        raise written.error(_at(name, "gloss"), f"the gloss of {name} {fault}")
    return str(gloss)


def _unit(written: Written, name: str, unit: object) -> str:
    if not isinstance(unit, str) or unit not in UNITS:
        known = ", ".join(unit for unit in UNITS if unit != "name")
        raise written.error(_at(name, "unit"), f"the unit of {name} is none of {known}")
    return UNITS[unit]


def _look(written: Written, name: str, value: object, unit: str) -> Look:
    """The look that a few words say: `tint`, or a colour and attributes."""
    words = value.split() if isinstance(value, str) else []
    hues = [word for word in words if word in HUES]
    attributes = [word for word in ATTRIBUTES if word in words]
    if words == [TINT] and unit in LONG_UNITS:
        return TINTED
    if words == [TINT]:
        why = "is tint, which is for labels of sentences, clauses, quotations and paragraphs"
    elif len(hues) > 1 or not attributes or len(words) != len(hues) + len(attributes):
        why = f'needs to be "tint", or one or more of {_listed(ATTRIBUTES)} and one of {_listed(HUES)}'
    else:
        return Look(hues[0] if hues else _hue(attributes), " ".join(attributes))
    raise written.error(_at(name, "look"), f"the look of {name} {why}")


def _hue(attributes: Sequence[str]) -> str:
    """The colour that goes with attributes when none is named."""
    usual = (look.hue for look in LOOKS if look.attribute == " ".join(attributes))
    return next(usual, HUES[0])


def _check_apart(written: Written, chosen: Mapping[str, Look]) -> None:
    """Raise ReaderError when two looks could be told apart by colour alone, which some people and terminals cannot."""
    seen: dict[str, str] = {}
    for name, look in chosen.items():
        if (other := seen.setdefault(look.attribute, name)) != name:
            what = look.attribute or TINT
            why = f"{other} and {name} are both {what}: without colours nobody could tell them apart"
            raise written.error(_at(name, "look"), why)


def _looks(written: Written, units: Mapping[str, str], chosen: Mapping[str, Look]) -> dict[str, Look]:
    """The looks of all labels: those chosen, and the others in order from the table."""
    rest = [name for name in units if name not in chosen]
    found = list(looks((units[name] in LONG_UNITS for name in rest), chosen.values()))
    if len(found) < len(rest):
        first = rest[len(found)]
        raise written.error(_at(first), f"{first} is one label too many: no look is left that needs no colour")
    return {**chosen, **dict(zip(rest, found, strict=True))}


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def shown_unit(unit: str) -> str:
    """A unit as it is written."""
    return next(written for written, name in UNITS.items() if name == unit)
