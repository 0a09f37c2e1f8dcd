"""Files named after articles: safe on every system, never outside the folder, no two the same."""

from __future__ import annotations

import hashlib
import unicodedata

LONGEST = 120
"""Bytes of one part of a path: half of what file systems take, for what is put behind it."""

RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{a}{n}" for a in ("com", "lpt") for n in range(1, 10))})
"""What Windows takes for a device, whatever follows after a full stop."""


class Names:
    """Gives each article a path; remembers those given, to give none twice."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, article: str) -> str:
        """The path for an article's id, without the suffix of a file: the id itself without `.txt`, if that is safe."""
        plain = article.removesuffix(".txt")
        *folders, last = [_safe(part) for part in plain.split("/") if part] or ["article"]
        name = "/".join([*(folder.replace(".", "_") for folder in folders), last])
        digest = hashlib.sha256(article.encode()).hexdigest()
        if name != plain:
            name = f"{name}-{digest[:8]}"
        tried, length = name, 8
        while (key := unicodedata.normalize("NFC", tried).casefold()) in self._given:
            length += 1
            tried = f"{name}-{digest[:length]}" if length <= len(digest) else f"{name}-{length}"
        self._given.add(key)
        return tried


def article_of(path: str, suffix: str) -> str:
    """The article's id from the path of a file: what `Names.of` was given, if it was safe."""
    plain = path.removesuffix(suffix)
    return plain if plain.endswith(".txt") else f"{plain}.txt"


def _safe(part: str) -> str:
    made = "".join(c if c.isalnum() or c in "._-" else "_" for c in part)
    if made.startswith((".", "-")) or made.endswith(".") or made.partition(".")[0].casefold() in RESERVED:
        made = f"_{made}_"
    return made.encode()[:LONGEST].decode(errors="ignore")
