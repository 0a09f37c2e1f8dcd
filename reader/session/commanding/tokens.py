"""A command cut into words, strings, expressions and signs, each with its column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from reader.core.errors import ReaderError
from reader.text.lazily import lazily

Kind = Literal["word", "string", "regex", "sign", "end"]
"""What a token is; `end` stands behind the last."""

TOKEN = lazily(
    r"""
      (?P<blank> \s+ )
    | (?P<sign> [()] | [<>!]?= | [<>~] )
    | (?P<string> " (?: [^"\\] | \\. )* " | ' (?: [^'\\] | \\. )* ' | “ (?: [^”\\] | \\. )* ” ) (?P<sflags> [a-zA-Z]* )
    | / (?P<regex> (?: [^/\\] | \\. )+ ) / (?P<rflags> [a-zA-Z]* )
    | (?P<word> [^\s()"'“”/=<>!~] [^\s()"'“”=<>!~]* )
    """,
    0x40 | 0x10,  # VERBOSE and DOTALL of `regex`, which is imported with the first expression
)
ESCAPES = {"n": "\n", "t": "\t"}
"""What a letter behind a backslash in a string stands for."""
SHOWN = 20
"""Code points of a command that are shown in a fault."""


class CommandError(ReaderError):
    """A command that is none; says the column, from 1, what stands there, and what was expected."""

    def __init__(self, column: int, there: str, expected: str) -> None:
        super().__init__(f"column {column}: expected {expected}, not {cut(there) or 'the end'}")
        self.column = column
        """Where, counted in code points from 1."""


class Token(NamedTuple):
    """One word or sign of a command."""

    kind: Kind
    """What it is."""
    value: str
    """What it says, without quotation marks and escapes; an expression without its slashes."""
    column: int
    """Where it begins, in code points from 1."""
    raw: str
    """As it was written."""
    flags: str = ""
    """The letters behind a string or an expression."""


def tokens(command: str) -> Iterator[Token]:
    """The tokens, and at last one that stands for the end. Raises CommandError."""
    at = 0
    while at < len(command):
        match = TOKEN().match(command, at)
        if match is None:
            raise CommandError(at + 1, command[at:], _closed(command[at]))
        at = match.end()
        if match["blank"] is None:
            yield _token(match.groupdict(), match.start() + 1, match[0])
    yield Token("end", "", len(command) + 1, "")


def cut(text: str) -> str:
    """A piece of a command for a fault."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _token(groups: dict[str, str | None], column: int, raw: str) -> Token:
    match groups:
        case {"string": str(string), "sflags": flags}:
            return Token("string", _unescaped(string[1:-1]), column, raw, flags or "")
        case {"regex": str(source), "rflags": flags}:
            return Token("regex", _without_slashes(source), column, raw, flags or "")
        case {"sign": str(sign)}:
            return Token("sign", sign, column, raw)
        case _:
            return Token("word", raw, column, raw)


def _closed(opening: str) -> str:
    if opening == "/":
        return "an expression such as /Mosc(ow|ou)/"
    return f"a string that {opening} closes" if opening in "\"'" else "a word or a string"


def _unescaped(text: str) -> str:
    parts, pairs = [], iter(text)
    for character in pairs:
        if character == "\\":
            after = next(pairs)
            parts.append(ESCAPES.get(after, after))
        else:
            parts.append(character)
    return "".join(parts)


def _without_slashes(source: str) -> str:
    """An expression without the backslashes before its slashes; everything else as it is."""
    parts, pairs = [], iter(source)
    for character in pairs:
        after = next(pairs) if character == "\\" else ""
        parts.append("/" if after == "/" else character + after)
    return "".join(parts)
