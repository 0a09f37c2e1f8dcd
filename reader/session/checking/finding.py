"""What a rule found, and what would put it right."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from reader.core.span import Span


class Tag(NamedTuple):
    """A label on a span: of one article there is one such annotation at most."""

    span: Span
    """In code points of the article's text."""
    label: str
    """The name of the label."""


class Repair(NamedTuple):
    """What a person would do about a finding, where only one thing can be meant. Nothing is done by itself."""

    old: Tag | None
    """What goes; None when something is only put in."""
    new: Tag | None
    """What comes in its place; None when something is only deleted."""


class Finding(NamedTuple):
    """One thing at one place."""

    rule: str
    """The id of the rule."""
    article: str
    """The id of the article."""
    message: str
    """What is wrong, in words. What comes from texts stands in it as it is: whoever shows it makes it harmless."""
    line: int = 1
    """The line of its first character, from 1."""
    column: int = 1
    """The place of that in the line, from 1, in code points."""
    span: Span | None = None
    """Where, in code points of the article's text; None when the whole article is meant."""
    label: str = ""
    """The label of the span that is meant; empty when there is none."""
    repair: Repair | None = None
    """What would put it right; None when that is for a person to say."""
    string: str = ""
    """Of a finding about a string: the string, by which findings of several articles belong together."""


to_tag = partial(tuple.__new__, Tag)
to_repair = partial(tuple.__new__, Repair)
to_finding = partial(tuple.__new__, Finding)
"""Each of all its fields, in a third of the time: there may be as many findings as spans."""
