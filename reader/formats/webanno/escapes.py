"""How WebAnno TSV writes what would be taken for its own signs: one way in texts, another in values."""

from __future__ import annotations

import regex

from reader.text.lazily import lazily

NAMED = {"\t": "t", "\n": "n", "\f": "f", "\r": "r", "\b": "b", "\\": "\\"}
"""What stands behind the backslash in the place of a sign."""

CONTROLS = lazily(r"[\x00-\x08\t\n\x0c\r\x0e-\x1f\\]")
"""What is escaped in texts; a control without a name is kept behind its backslash."""

ESCAPED = lazily(r"(?s)\\([tnfrb\\\x00-\x07\x0e-\x1f])")
"""The same, escaped; any other backslash means itself."""

JAVA = lazily(r"(?s)\\(?:u+([0-9a-fA-F]{4})|(.))")
"""Escapes up to version 3.1."""

VALUE = lazily(r"->|[\\\[\]|_;\t\n*]")
"""What is escaped in values."""

ESCAPED_VALUE = lazily(r"\\(->|[\\\[\]|_;tn*])")
"""The same, escaped."""

STACKED = lazily(r"(?:[^\\|]|\\.|\\$)+")
"""One of several values."""

UNNAMED = {letter: sign for sign, letter in NAMED.items()}


def text(raw: str) -> str:
    """A text as it stands behind `#Text=`."""
    return CONTROLS().sub(lambda found: f"\\{NAMED.get(found[0], found[0])}", raw)


def text_of(escaped: str, *, java: bool = False) -> str:
    """The text of such a line; `java` up to version 3.1."""
    if not java:
        return ESCAPED().sub(lambda found: UNNAMED.get(found[1], found[1]), escaped)
    return _paired(JAVA().sub(_java, escaped))


def value(raw: str) -> str:
    """A value as it stands in a column; a carriage return has no escape and would end the line."""
    plain = raw.replace("\r\n", "\n").replace("\r", "\n")
    return VALUE().sub(lambda found: f"\\{NAMED.get(found[0], found[0])}", plain)


def value_of(escaped: str) -> str:
    """The value of a column."""
    return ESCAPED_VALUE().sub(lambda found: {"t": "\t", "n": "\n"}.get(found[1], found[1]), escaped)


def _java(found: regex.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return UNNAMED.get(found[2], found[2])


def _paired(text: str) -> str:
    """Two escapes that are one character, made one; a half that is alone cannot be in any text."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
