"""Is something a part of a longer name, such as a country in the name of its ministry? Asked of millions of places."""

from __future__ import annotations

from functools import lru_cache

from reader.core.span import Span
from reader.text import names

MARKS = frozenset(';:!?…()[]“”"«»„')
"""No name goes on over one of these."""

LINKS = frozenset(
    "of the for and de la del della di da dos du van der den von bin ibn al el le y und armed security special air "
    "defence defense foreign interior prime".split()
)
"""Words in lower case that a name may go on over."""

NEAR = 40
"""Code points before a place that are looked at: no longer word is in lower case and in a name."""

KNOWN = 65_536
"""Words of which it is remembered what they say, at most."""

LONG = 5
"""Letters of a word that is no abbreviation with a full stop in a name."""


def is_inside_a_name(text: str, start: int, end: int) -> bool:
    """Does a name phrase contain a span, and more than it?"""
    # One that begins with the span begins with a capital letter.
    if not (_may_begin_before(text, start) or (text[start].isupper() and _may_end_behind(text, start, end))):
        return False
    name, span = names.name_at(text, start), Span(start, end)
    return name is not None and name != span and name.contains(span)


def _may_begin_before(text: str, start: int) -> bool:
    """May a name go on over the beginning? False is certain."""
    before = text[max(0, start - NEAR) : start]
    words = before.rsplit(maxsplit=1)
    if not words:
        return False
    if not before[-1].isspace():
        return words[-1][-1] not in MARKS
    # Nearly always the word before says it.
    if len(words) > 1 and (goes_on := _goes_on(words[-1])) is not None:
        return goes_on
    for word in reversed(before.split()[1 if start > NEAR else 0 :]):
        if (goes_on := _goes_on(word)) is not None:
            return goes_on
    return start > NEAR


@lru_cache(KNOWN)
def _goes_on(word: str) -> bool | None:
    """May a name go on over a word to what stands behind it? None where the word before it says that."""
    bare = word.rstrip(".,")
    if word[-1] in MARKS or (bare.isascii() and bare.isalpha() and _is_plain(bare)):
        return False
    # A name that begins further on the left goes on over links only.
    return True if bare not in LINKS else None


def _may_end_behind(text: str, start: int, end: int) -> bool:
    """May a name go on over the end? False is certain."""
    after = text[end : end + 1]
    if not after or after in MARKS:
        return False
    if not after.isspace():
        # The full stop of an abbreviation; behind a longer word it ends the sentence.
        last = text[max(start, end - LONG) : end]
        return not (after == "." and text[end + 1 : end + 2].isspace() and len(last) == LONG and last.isalpha())
    following = text[end : end + NEAR].split(maxsplit=1)
    word = following[0] if following else ""
    return bool(word) and not (word.isascii() and word.isalpha() and _ends_names(word))


@lru_cache(KNOWN)
def _ends_names(word: str) -> bool:
    """Does no name go on over a word, and is it no group noun and no beginning of one?"""
    return _is_plain(word) and names.GROUP().match(f" {word}", partial=True) is None


def _is_plain(word: str) -> bool:
    """Is it a word in lower case that is in no name?"""
    return word.islower() and word not in LINKS
