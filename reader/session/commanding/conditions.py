"""Which spans meet a condition."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fnmatch import translate
from functools import lru_cache
from typing import Any, NamedTuple

import regex

from reader.core.annotation import Annotation
from reader.core.annotations import Annotations
from reader.core.errors import ReaderError
from reader.session.commanding.language import (
    And,
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
from reader.session.commanding.parsing import compiled
from reader.text import words

TIME = 2.0
"""Seconds that an expression may take for one text: far more than any but a hostile one needs for 10 MB."""

COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


Single = TextTest | NameTest | LengthTest | ScoreTest | TimeTest | Has | Relation
"""A condition that holds no other."""


class SlowError(ReaderError):
    """An expression takes too long."""

    def __init__(self, source: str) -> None:
        super().__init__(f"The expression /{source}/ takes too long: what it repeats may match in too many ways")


class Around(NamedTuple):
    """What a condition may ask about the article of a span."""

    article: str
    """Its id."""
    status: str
    """Its status."""
    annotations: Annotations
    """Its annotations."""


Test = Callable[[Annotation, Around], bool]
"""Does a span meet the condition? Raises SlowError."""


def test_of(condition: Condition | None) -> Test:
    """A condition to be asked of many spans; without one, all meet it."""
    match condition:
        case None:
            return lambda _span, _around: True
        case And(parts):
            tests = [test_of(part) for part in parts]
            return lambda span, around: all(test(span, around) for test in tests)
        case Or(parts):
            tests = [test_of(part) for part in parts]
            return lambda span, around: any(test(span, around) for test in tests)
        case Not(part):
            inner = test_of(part)
            return lambda span, around: not inner(span, around)
        case _:
            return _single(condition)


def _single(condition: Single) -> Test:  # noqa: PLR0911 - one for each kind
    match condition:
        case TextTest(field, how, value):
            meets = _text_test(how, value)
            return lambda span, around: meets(around.article if field == "article" else getattr(span, field))
        case NameTest(field, how, name):
            same = COMPARE[how]
            return lambda span, around: same(span.label if field == "label" else around.status, name)
        case LengthTest(how, number, measure):
            compare, many = COMPARE[how], words.count if measure == "words" else len
            return lambda span, _around: compare(many(span.text), number)
        case ScoreTest(how, score):
            compare = COMPARE[how]
            return lambda span, _around: span.score is not None and compare(span.score, score)
        case TimeTest(field, how, time):
            compare = COMPARE[how]
            return lambda span, _around: compare(getattr(span, field)[: len(time)], time)
        case Has(field):
            return lambda span, _around: bool(getattr(span, field))
        case Relation():
            return lambda span, around: _is_related(condition, span, around.annotations)


def _is_related(relation: Relation, span: Annotation, annotations: Annotations) -> bool:
    others = (
        other.span
        for other in annotations.overlapping(span.span)
        if other.id != span.id and relation.label in (None, other.label)
    )
    match relation.kind:
        case "contains":
            return any(span.span.contains(other) for other in others)
        case "inside":
            return any(other.contains(span.span) for other in others)
        case _:
            return any(True for _ in others)


def _text_test(how: str, value: Pattern) -> Callable[[str], bool]:
    """Does a text meet it?"""
    if how == "~":
        return lambda text: searched(value, text)
    fold = str.casefold if value.any_case else str
    wanted = fold(" ".join(value.source.split()))
    match how:
        case "like":
            glob = regex.compile(translate(wanted))
            return lambda text: glob.match(fold(" ".join(text.split()))) is not None
        case "contains":
            return lambda text: wanted in fold(" ".join(text.split()))
        case _:
            same = COMPARE[how]
            return lambda text: same(fold(" ".join(text.split())), wanted)


def searched(pattern: Pattern, text: str) -> bool:
    """Does the expression match somewhere in the text? Raises SlowError."""
    try:
        return _compiled(pattern).search(text, timeout=TIME, concurrent=True) is not None
    except TimeoutError as error:
        raise SlowError(pattern.source) from error


def found(pattern: Pattern, text: str) -> list[tuple[int, int]]:
    """Where the expression matches in the text, in order. Raises SlowError."""
    try:
        return [match.span() for match in _compiled(pattern).finditer(text, timeout=TIME, concurrent=True)]
    except TimeoutError as error:
        raise SlowError(pattern.source) from error


@lru_cache(16)
def _compiled(pattern: Pattern) -> regex.Pattern[str]:
    return compiled(pattern)
