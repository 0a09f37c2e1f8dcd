"""What a person said is not to be tagged, so that it is never offered again."""

from __future__ import annotations

from typing import NamedTuple


class Refusal(NamedTuple):
    """One occurrence of one string that is not to have one label."""

    string: str
    """The string that was looked for, one blank for any blanks."""
    label: str
    """The name of the label."""
    article: str
    """The article's id."""
    start: int
    """Where the occurrence begins, in code points of the article's text."""
    sha256: str
    """The digest of the words there and around it: elsewhere the same offset says nothing."""
