"""The rules by their ids, and the choice among them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reader.core.errors import ReaderError


class Rule(NamedTuple):
    """One kind of finding."""

    id: str
    """A letter for the family and three digits: never given to another rule."""
    name: str
    """It in two or three words."""
    finds: str
    """What it finds."""
    repair: str = ""
    """What would put it right; empty when a person has to say."""


RULES = (
    Rule("E101", "cut-word", "an edge of a span cuts a word", "the whole word"),
    Rule("E102", "cut-character", "an edge of a span cuts what is seen as one character", "the whole character"),
    Rule("E103", "blank-edge", "a span begins or ends with a blank", "the span without it"),
    Rule(
        "L201",
        "passage-without-name",
        "a passage (a span of a label for long ones) without a span of the first label that takes names inside",
    ),
    Rule("L202", "number-outside", "a span of a label that takes numbers outside every passage"),
    Rule("L203", "unknown-label", "a label that the project does not have"),
    Rule("R301", "duplicate", "the same label on the same span twice", "one of the two goes"),
    Rule("R302", "near-duplicate", "two spans of one label that differ at an edge only", "the shorter one goes"),
    Rule("S401", "two-labels", "a string that mostly, or as often, has another label", "that label, if mostly"),
    Rule("S402", "untagged", "a string that is mostly tagged, and here is not", "its usual label"),
    Rule("S403", "rarely-tagged", "a string that is tagged here, and mostly is not"),
    Rule("S404", "two-forms", "a string that differs from its usual form by a determiner or punctuation", "that form"),
    Rule("T501", "text-changed", "an article whose text is not the one that its spans were put on"),
    Rule("T502", "stray", "a span that does not stand on its words"),
    Rule("T503", "article-gone", "spans of an article that is not in the folder"),
    Rule("T504", "unreadable", "an article that cannot be read"),
)
"""All of them, by families: edges, labels, repeats, strings, texts."""

BY_ID = {rule.id: rule for rule in RULES}
"""The rules by their ids."""


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> frozenset[str]:
    """The ids of the rules that are asked for; all when none is named.

    A rule is named by its id, by the beginning of it (`E` means all of a family) or by its name. Raises
    ReaderError for what names no rule, and when none is left: a guard that looks at nothing must not say that all is
    well.
    """
    selected = frozenset[str]().union(*map(_named, select)) or frozenset(BY_ID)
    left = selected - frozenset[str]().union(*map(_named, ignore))
    if not left:
        raise ReaderError("No rule is left: everything that is asked for is to be ignored")
    return left


def _named(given: str) -> frozenset[str]:
    found = frozenset(r.id for r in RULES if given and (r.id.startswith(given.upper()) or r.name == given.lower()))
    if not found:
        raise ReaderError(f"There is no rule {given or 'without a name'}. The rules are {', '.join(BY_ID)}")
    return found
