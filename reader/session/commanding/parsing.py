"""Reading a command for spans. Every fault is one sentence with its column and what was expected there.

command   = "tag" LABEL pattern [where] | "relabel" spans LABEL [where] | "note" spans STRING [where]
          | ("delete" | "flag" | "unflag" | "accept" | "refuse" | "list") spans [where]
spans     = LABEL | STRING | "*" | "any"           a string may name a label that is not in the set any more
pattern   = STRING flags | "/" EXPRESSION "/" flags               flags: i any case, p parts of words and names
where     = "where" all { "or" all }
all       = one { "and" one }
one       = "not" one | "(" all { "or" all } ")" | test
test      = ("text" | "note" | "annotator" | "article") ("=" | "!=" | "contains" | "like") value
          | ("text" | "note" | "annotator" | "article") "~" "/" EXPRESSION "/" flags
          | "length" compared NUMBER ["chars" | "words"] | "score" compared NUMBER
          | "label" ("=" | "!=") spans | "status" ("=" | "!=") STATUS
          | ("created" | "updated") compared DATE | "flag" | "note"
          | ("contains" | "inside" | "overlaps") spans
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection
from datetime import datetime
from typing import TypeVar, cast, get_args

import regex

from reader.core.change import Status
from reader.core.label import LabelSet
from reader.session.commanding.language import (
    And,
    Command,
    Condition,
    Has,
    LengthTest,
    Measure,
    NameTest,
    Not,
    Operator,
    Or,
    Pattern,
    Related,
    Relation,
    ScoreTest,
    TextField,
    TextTest,
    TimeTest,
    Verb,
)
from reader.session.commanding.tokens import CommandError, Token, tokens

ANY = "*"
"""Stands for every label."""
STATUSES: tuple[str, ...] = get_args(Status)
"""The states of an article."""
COMPARED = ("=", "!=", "<", "<=", ">", ">=")
"""How what has an order is compared."""
SAME = ("=", "!=")
MEASURES: dict[str, Measure] = {
    "char": "chars",
    "chars": "chars",
    "character": "chars",
    "characters": "chars",
    "word": "words",
    "words": "words",
}
"""What may stand behind a length."""
FIELDS = (
    "text",
    "length",
    "label",
    "note",
    "flag",
    "annotator",
    "article",
    "status",
    "score",
    "created",
    "updated",
    "contains",
    "inside",
    "overlaps",
)
"""What a condition may begin with."""
UNTAGGED = ("label", "note", "flag", "annotator", "score", "created", "updated")
"""What no span has before it is tagged."""
RESERVED = frozenset(["any", "where", "and", "or", "not", "chars", "words"])
"""Words that are no names unless they stand in quotation marks."""
DEPTH = 50
"""How deep conditions may stand inside each other."""
LONGEST = 10_000
"""Code points of the longest command."""

T = TypeVar("T")


def parse(text: str, labels: LabelSet) -> Command:
    """The command that a text is. Raises CommandError."""
    if len(text) > LONGEST:
        raise CommandError(LONGEST + 1, text[LONGEST:], "the end")
    return _Parser(list(tokens(text)), labels).command()


def compiled(pattern: Pattern) -> regex.Pattern[str]:
    """The expression of a pattern of expressions. Raises regex.error."""
    with warnings.catch_warnings():
        # What may mean something else one day means today what it means.
        warnings.simplefilter("ignore")
        return regex.compile(pattern.source, regex.IGNORECASE if pattern.any_case else 0)


class _Parser:
    """Goes from token to token; every method takes what it reads."""

    def __init__(self, given: list[Token], labels: LabelSet) -> None:
        self._tokens = given
        self._next = 0
        self._labels = labels
        self._depth = 0
        self._verb: Verb = "list"

    def command(self) -> Command:
        self._verb = verb = cast("Verb", self._one_of(get_args(Verb)))
        if verb == "tag":
            return Command(verb, self._own_label(), pattern=self._pattern("ip"), where=self._where())
        target = self._label()
        label = self._own_label() if verb == "relabel" else ""
        note = self._string("the note in quotation marks") if verb == "note" else ""
        return Command(verb, target, label, note, where=self._where())

    # Conditions

    def _where(self) -> Condition | None:
        where = self._either() if self._take("where") else None
        if self._token.kind != "end":
            raise self._fault("“where” or the end" if where is None else "“and”, “or” or the end")
        return where

    def _either(self) -> Condition:
        return self._joined("or", self._all, Or)

    def _all(self) -> Condition:
        return self._joined("and", self._single, And)

    def _joined(self, word: str, part: Callable[[], Condition], made: type[And] | type[Or]) -> Condition:
        parts = [part()]
        while self._take(word):
            parts.append(part())
        return made(tuple(parts)) if len(parts) > 1 else parts[0]

    def _single(self) -> Condition:
        self._depth += 1
        if self._depth > DEPTH:
            raise self._fault(f"a condition less than {DEPTH} deep")
        try:
            if self._take("not"):
                return Not(self._single())
            if self._take("("):
                inner = self._either()
                self._need(")", "“and”, “or” or “)”")
                return inner
            return self._test()
        finally:
            self._depth -= 1

    def _test(self) -> Condition:  # noqa: PLR0911 - one for each kind
        token = self._token
        field = self._one_of(FIELDS, "not, (, ")
        if self._verb == "tag" and field in UNTAGGED:
            raise CommandError(token.column, token.raw, "what a span has before it is tagged: text, length, article …")
        match field:
            case "text" | "note" | "annotator" | "article":
                return self._text_test(field)
            case "label" | "status":
                return self._name_test(field)
            case "length":
                return self._length_test()
            case "score":
                return ScoreTest(self._operator(COMPARED), self._value("a number between 0 and 1", _share))
            case "created" | "updated":
                return TimeTest(field, self._operator(COMPARED), self._value("a date such as 2026-11-20", _date))
            case "flag":
                return Has("flag")
            case _:
                return Relation(cast("Related", field), self._label())

    def _text_test(self, field: TextField) -> Condition:
        if field == "note" and not self._at("=", "!=", "~", "contains", "like"):
            return Has("note")
        operator = self._operator(("=", "!=", "~", "contains", "like"))
        value = self._regex() if operator == "~" else self._words()
        return TextTest(field, operator, value)

    def _name_test(self, field: str) -> Condition:
        operator = self._operator(SAME)
        if field == "status":
            return NameTest("status", operator, self._one_of(STATUSES))
        column, raw = self._token.column, self._token.raw
        label = self._label()
        if label is None:
            raise CommandError(column, raw, "the name of one label")
        return NameTest("label", operator, label)

    def _length_test(self) -> Condition:
        operator = self._operator(COMPARED)
        number = self._value("a whole number", _whole)
        measure = MEASURES.get(self._token.value, "chars") if self._token.kind == "word" else "chars"
        self._take(*MEASURES)
        return LengthTest(operator, number, measure)

    # Names and values

    def _label(self) -> str | None:
        """A label of the set, any label in quotation marks, or every label: None."""
        if self._take(ANY, "any"):
            return None
        if self._token.kind == "string":
            return self._string("a label")
        return self._own_label(f", {ANY} or a label in quotation marks")

    def _own_label(self, more: str = "") -> str:
        token = self._token
        if token.value not in self._labels or token.kind not in ("word", "string"):
            raise self._fault(f"a label ({', '.join(label.name for label in self._labels)}){more}")
        self._next += 1
        return token.value

    def _pattern(self, flags: str) -> Pattern:
        if self._token.kind == "regex":
            return self._regex(flags)
        if self._token.kind != "string" or not self._token.value.strip():
            raise self._fault("what to find, as /an expression/ or “words”")
        return self._words(flags)

    def _words(self, flags: str = "i") -> Pattern:
        token = self._token
        if token.kind not in ("word", "string") or (token.kind == "word" and token.value in RESERVED):
            raise self._fault("a string")
        self._next += 1
        return self._flagged(Pattern(token.value), token, flags)

    def _regex(self, flags: str = "i") -> Pattern:
        token = self._token
        if token.kind != "regex":
            raise self._fault("an expression such as /Mosc(ow|ou)/")
        pattern = self._flagged(Pattern(token.value, is_regex=True), token, flags)
        try:
            compiled(pattern)
        except (regex.error, RecursionError, OverflowError) as error:
            at = token.column + 1 + (getattr(error, "pos", 0) or 0)
            why = str(getattr(error, "msg", error))
            raise CommandError(at, token.raw, f"an expression that can be read ({why})") from error
        self._next += 1
        return pattern

    @staticmethod
    def _flagged(pattern: Pattern, token: Token, flags: str) -> Pattern:
        wrong = next((at for at, flag in enumerate(token.flags) if flag not in flags), None)
        if wrong is not None:
            column = token.column + len(token.raw) - len(token.flags) + wrong
            raise CommandError(column, token.flags[wrong:], f"nothing or {' or '.join(flags)}")
        return Pattern(pattern.source, pattern.is_regex, "i" in token.flags, "p" in token.flags)

    def _string(self, expected: str) -> str:
        if self._token.kind != "string" or self._token.flags:
            raise self._fault(expected)
        self._next += 1
        return self._tokens[self._next - 1].value

    def _value(self, expected: str, read: Callable[[str], T]) -> T:
        if self._token.kind not in ("word", "string"):
            raise self._fault(expected)
        try:
            value = read(self._token.value)
        except ValueError as error:
            raise self._fault(expected) from error
        self._next += 1
        return value

    def _operator(self, operators: Collection[str]) -> Operator:
        return cast("Operator", self._one_of(operators))

    # Tokens

    @property
    def _token(self) -> Token:
        return self._tokens[self._next]

    def _at(self, *words: str) -> bool:
        return self._token.kind in ("word", "sign") and self._token.value in words

    def _take(self, *words: str) -> bool:
        there = self._at(*words)
        self._next += there
        return there

    def _need(self, word: str, expected: str) -> None:
        if not self._take(word):
            raise self._fault(expected)

    def _one_of(self, words: Collection[str], first: str = "") -> str:
        token = self._token
        if token.kind not in ("word", "sign") or token.value not in words:
            names = list(words)
            raise self._fault(f"{first}{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0])
        self._next += 1
        return token.value

    def _fault(self, expected: str) -> CommandError:
        return CommandError(self._token.column, self._token.raw, expected)


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(text)
    return int(text)


def _share(text: str) -> float:
    number = float(text)
    if not 0 <= number <= 1:
        raise ValueError(text)
    return number


def _date(text: str) -> str:
    """The beginning of a time, a date at least."""
    datetime.fromisoformat(text)
    if len(text) < len("2026-11-20") or not text.isascii() or text[4:5] != "-":
        raise ValueError(text)
    return text.replace(" ", "T")
