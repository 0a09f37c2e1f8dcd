"""One text to be read closely, with its identity."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Article:
    """An article's exact text, never changed or normalised."""

    id: str
    """Its path relative to the corpus, with `/` between the parts."""
    text: str
    """The decoded text; every offset counts its code points."""
    encoding: str = ""
    """The encoding that had to be named for its bytes to be read; empty when they say theirs themselves."""
    named: str = ""
    """The title that it came with; empty when it came with none."""

    @cached_property
    def title(self) -> str:
        """The one it came with, else the first line that is not blank, trimmed; the id when there is none."""
        return self.named or title_of(self.text) or self.id

    @cached_property
    def sha256(self) -> str:
        """The digest of the text in UTF-8, as hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def __len__(self) -> int:
        return len(self.text)


def title_of(text: str) -> str:
    """The first line that is not blank, trimmed; empty when there is none."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if line := text[start:end].strip():
            return line
        start = end + 1
    return ""
