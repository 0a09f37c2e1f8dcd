"""What a person sees as one character: extended grapheme clusters (Unicode Standard Annex 29)."""

from __future__ import annotations

import regex

from reader.core.span import Span
from reader.text.lazily import lazily

CLUSTER = regex.compile(r"\X")
SEAM = lazily(
    r"""(?r) (?<! [\p{GCB=Prepend}\p{GCB=ZWJ}] ) (?: [\p{GCB=Other}--\p{InCB=Consonant}] | \p{GCB=RI}{2} )
      | [\p{GCB=Control}\p{GCB=CR}]""",
    regex.VERBOSE | regex.V1,
)
"""The last characters at whose start clusters can be told apart: no cluster goes on over it, or it is half of a flag."""
REACH = 1_024
"""How far back a seam is looked for, and how far on the end. Longer clusters occur only in made-up texts, and are cut."""

FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
"""The letters that make a flag in pairs. In a run longer than `REACH` pairs are counted from the start of the text."""


def cluster_at(text: str, offset: int) -> Span:
    """The cluster over a code point. Raises IndexError outside the text."""
    if not 0 <= offset < len(text):
        raise IndexError(f"no code point at {offset} in a text of {len(text)}")
    if _plain(text, offset) and _plain(text, offset + 1):
        return Span(offset, offset + 1)
    low = max(0, offset - REACH)
    if low and text[offset] in FLAGS and not text[low:offset].strip(FLAGS):
        start = offset - offset % 2
        return Span(start, start + 2 if text[start + 1 : start + 2] in FLAGS else start + 1)
    seam = SEAM().search(text, low, offset + 1)
    for match in CLUSTER.finditer(text, seam.start() if seam else low, offset + REACH):
        if match.end() > offset:
            return Span(match.start(), match.end())
    raise AssertionError("clusters cover the text")


def next_boundary(text: str, offset: int) -> int:
    """The end of the cluster at the offset; the end of the text at its end."""
    return cluster_at(text, offset).end if offset < len(text) else len(text)


def previous_boundary(text: str, offset: int) -> int:
    """The start of the cluster before the offset; 0 at the start."""
    return cluster_at(text, offset - 1).start if offset > 0 else 0


def snap(text: str, span: Span) -> Span:
    """The span widened so that it cuts no cluster."""
    return Span(cluster_at(text, span.start).start, cluster_at(text, span.end - 1).end)


def _plain(text: str, offset: int) -> bool:
    """Does a cluster certainly begin here? True between two ASCII characters that are not CR and LF."""
    if offset in (0, len(text)):
        return True
    before, after = text[offset - 1], text[offset]
    return before < "\x80" and after < "\x80" and not (before == "\r" and after == "\n")
