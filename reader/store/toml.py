"""TOML files that a person writes: what is wrong in one is said with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from reader.core.errors import ReaderError
from reader.disk import read_file
from reader.text.lazily import lazily

LIMIT = 1_000_000
"""The largest file that is read, in bytes: no person writes more."""
DEEPEST = 20
"""Tables and lists inside each other."""
SIGNS = lazily(r"""(?s)"{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*|[][{}.\n]""")
"""What says where a statement of TOML ends: strings and comments, in which nothing does, brackets, newlines; dots."""
NO_PERSON = "it is nested too deeply, or holds a number too large"
"""What only a machine writes."""


class Written(NamedTuple):
    """A file that a person wrote, to say of any name in it where it stands."""

    path: Path
    """The file."""
    what: str
    """What begins the sentences about it, such as "The keymap"."""
    source: str
    """Its text."""

    def error(self, name: str, sentence: str) -> ReaderError:
        """The error that something is wrong with what a name is set to; its parts stand between dots."""
        return wrong(self.path, self.what, line_of(self.source, name), sentence)


def read_text(path: Path, what: str) -> str | None:
    """The text of a file, its line ends evened; None when there is no file.

    `what` begins the sentences, such as "The keymap". Raises ReaderError for what is no plain file, too large, not
    UTF-8, or a link that leads nowhere.
    """
    try:
        data = read_file(path, LIMIT)
    except FileNotFoundError as error:
        if path.is_symlink():
            lost = f"a link to {path.readlink()}, which is not there. Put that file there, or take the link away"
            raise ReaderError(f"{what} {path} is {lost}") from error
        return None
    except OSError as error:
        raise ReaderError(f"{what} {path} cannot be read: {error.strerror}") from error
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise wrong(path, what, data.count(b"\n", 0, error.start) + 1, "this is not UTF-8") from error


def parsed(source: str, path: Path, what: str) -> dict[str, Any]:
    """The values of a text of TOML. Raises ReaderError with the line for what is none."""
    # Imported for those who have such a file only.
    import tomllib  # noqa: PLC0415

    # The parser takes a minute for one name of a hundred thousand parts.
    if _dotted(source) > DEEPEST:
        raise ReaderError(f"{what} {path} cannot be read: {NO_PERSON}")
    try:
        values = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        why, _, where = str(error).partition(" (at ")
        digits = where.removeprefix("line ").partition(",")[0]
        line = int(digits) if digits.isdecimal() else source.rstrip().count("\n") + 1
        raise wrong(path, what, line, _plainly(why)) from error
    except (RecursionError, ValueError) as error:
        raise ReaderError(f"{what} {path} cannot be read: {NO_PERSON}") from error
    if _depth(values) > DEEPEST:
        raise ReaderError(f"{what} {path} cannot be read: {NO_PERSON}")
    return values


def _plainly(why: str) -> str:
    """What the parser says, in our words where they are plainer."""
    if why.startswith("Cannot declare (") and why.endswith(" twice"):
        return f"[{'.'.join(why.split(chr(39))[1::2])}] stands twice"
    if why == "Cannot overwrite a value":
        why = "what is set here is set already"
    return f"this is not TOML: {why}"


def line_of(source: str, name: str, *, last: bool = False) -> int:
    """The line, counted from 1, of the first or the last statement of a TOML text that sets a name, or names in it."""
    lines = [line for line, _, names in statements(source) if any(f"{each}.".startswith(f"{name}.") for each in names)]
    return lines[-1 if last else 0] if lines else 1


def flat(value: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Names with dots and their values: `a.b = 1` and `"a.b" = 1` are the same here."""
    for name, inner in value.items():
        if isinstance(inner, dict) and inner:
            yield from flat(inner, f"{before}{name}.")
        else:
            yield f"{before}{name}", inner


def wrong(path: Path, what: str, line: int, sentence: str) -> ReaderError:
    """The error that something in a line is wrong."""
    return ReaderError(f"{what} {path}, line {line}: {sentence}")


def statements(source: str) -> Iterator[tuple[int, int, set[str]]]:
    """The first and the last line of each statement of a TOML text, and the names that it sets; of a comment none.

    What cannot be read alone is passed over.
    """
    import tomllib  # noqa: PLC0415

    lines = source.split("\n")
    table, first = "", 1
    for last in _ends(source):
        statement = "\n".join(lines[first - 1 : last])
        try:
            names = [name for name, _ in flat(tomllib.loads(statement))]
        except tomllib.TOMLDecodeError:
            names = None
        if names is not None and statement.lstrip().startswith("["):
            table = f"{names[0]}."
            yield first, last, set(names)
        elif names is not None:
            yield first, last, {f"{table}{name}" for name in names}
        first = last + 1


def _ends(source: str) -> Iterator[int]:
    """The lines, counted from 1, with which statements end: those whose newline is in no string and no bracket.

    Found in one pass: a list may have as many lines as the file.
    """
    line, depth = 1, 0
    for found in SIGNS().finditer(source):
        sign = found[0]
        if sign == "\n" and not depth:
            yield line
        depth += (sign in "[{") - (sign in "]}")
        line += sign.count("\n")
    yield line


def _dotted(source: str) -> int:
    """The most dots outside of strings and comments in one line."""
    most = dots = 0
    for found in SIGNS().finditer(source):
        dots = 0 if "\n" in found[0] else dots + (found[0] == ".")
        most = max(most, dots)
    return most


def _depth(value: object) -> int:
    """How deep lists and tables are inside each other; counted without recursion, as names with dots have no limit."""
    depth, level = 0, [value]
    while level:
        depth += 1
        inner = (each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list))
        level = [one for each in inner for one in each]
    return depth
