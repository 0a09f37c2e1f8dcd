"""What a command for spans says, as values: a verb, the spans it is for, and conditions they must meet.

    tag place /Nagorno-Karabakh/
    relabel actor place where text = "Moscow"
    delete figure where length > 5 words
    list claim where contains figure and not annotator = "maria"

`parsing` reads one, `writing` writes one, `conditions` says which spans meet a condition, `planning` what a command
does in an article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verb = Literal["tag", "relabel", "delete", "flag", "unflag", "note", "accept", "refuse", "list"]
"""What is done. `accept` and `refuse` are for suggestions, `list` only shows."""

TextField = Literal["text", "note", "annotator", "article"]
"""What of a span is text: its words, its note, who made it, the id of its article."""
Timed = Literal["created", "updated"]
"""The two times that a span knows."""
Related = Literal["contains", "inside", "overlaps"]
"""How a span stands to another one of its article: it holds it, lies in it, or shares a character with it."""
Operator = Literal["=", "!=", "<", "<=", ">=", ">", "~", "contains", "like"]
"""How a value is compared. `~` takes an expression, `like` a pattern with `*`, `?` and `[…]`."""
Measure = Literal["chars", "words"]
"""What a length counts: code points or words."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words, or a regular expression, to be found in a text."""

    source: str
    """The words, or the expression as `regex` reads it."""
    is_regex: bool = False
    """Is it an expression?"""
    any_case: bool = False
    """Do upper and lower case not matter?"""
    parts: bool = False
    """For `tag`: may it be a part of a word or of a longer name?"""


@dataclass(frozen=True, slots=True)
class TextTest:
    """`text = "Moscow"`, `note ~ /sure/i`, `article like "2024/*"`. Any blanks count as one."""

    field: TextField
    """What is compared."""
    operator: Operator
    """`=`, `!=`, `~`, `contains` or `like`."""
    value: Pattern
    """With what; an expression with `~` only."""


@dataclass(frozen=True, slots=True)
class NameTest:
    """`label != place`, `status = done`."""

    field: Literal["label", "status"]
    """What is compared: the label of the span, the status of its article."""
    operator: Operator
    """`=` or `!=`."""
    value: str
    """With what."""


@dataclass(frozen=True, slots=True)
class LengthTest:
    """`length > 5 words`."""

    operator: Operator
    """How it is compared."""
    value: int
    """With what."""
    measure: Measure = "chars"
    """What is counted."""


@dataclass(frozen=True, slots=True)
class ScoreTest:
    """`score >= 0.9`: how sure the source of a suggestion was. A span without a score meets none."""

    operator: Operator
    """How it is compared."""
    value: float
    """With what."""


@dataclass(frozen=True, slots=True)
class TimeTest:
    """`created >= 2026-11-20`: as exactly as the value is written, in UTC."""

    field: Timed
    """Which time."""
    operator: Operator
    """How it is compared."""
    value: str
    """The beginning of a time in ISO 8601."""


@dataclass(frozen=True, slots=True)
class Has:
    """`flag`, `note`: is it there?"""

    field: Literal["flag", "note"]
    """What."""


@dataclass(frozen=True, slots=True)
class Relation:
    """`contains figure`, `inside claim`, `overlaps *`: is there another span so?"""

    kind: Related
    """How it stands to the other one."""
    label: str | None
    """The label of the other one; any when None."""


@dataclass(frozen=True, slots=True)
class Not:
    """The condition is not met."""

    part: Condition
    """The condition."""


@dataclass(frozen=True, slots=True)
class And:
    """All of them are met."""

    parts: tuple[Condition, ...]
    """Two or more."""


@dataclass(frozen=True, slots=True)
class Or:
    """One of them is met, or more."""

    parts: tuple[Condition, ...]
    """Two or more."""


Condition = TextTest | NameTest | LengthTest | ScoreTest | TimeTest | Has | Relation | Not | And | Or
"""What a span must meet."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command."""

    verb: Verb
    """What is done."""
    target: str | None = None
    """The label of the spans it is for; any when None. `tag` makes its spans of this label."""
    label: str = ""
    """For `relabel`: their new label."""
    note: str = ""
    """For `note`: their new note; an empty one takes it away."""
    pattern: Pattern | None = None
    """For `tag`: what is to be found."""
    where: Condition | None = None
    """What the spans must meet; nothing when None."""

    @property
    def changes(self) -> bool:
        """Does it change anything?"""
        return self.verb != "list"

    @property
    def decides(self) -> bool:
        """Is it for suggestions rather than for annotations?"""
        return self.verb in ("accept", "refuse")
