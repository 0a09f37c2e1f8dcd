"""Tags of tokens, whatever the scheme: IOB1, IOB2, BIOES, BILOU."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.text.lazily import lazily

TAG = lazily(r"([BIELSUMW])-(\S+)")
"""Where in a span the token is, and the label."""

OUTSIDE = frozenset({"O", "_"})
"""The tags of tokens outside."""


def is_tag(value: str) -> bool:
    """Is it one, of whatever scheme?"""
    return value in OUTSIDE or TAG().fullmatch(value) is not None


def chunks(tags: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """First token, one past the last, and label.

    A span begins with B, S and U, and wherever there is no span of the same label to go on with: this reads every
    scheme without being told which it is.
    """
    first, label, at = 0, "", 0
    for at, tag in enumerate(tags):
        match = TAG().fullmatch(tag)
        goes_on = match is not None and match[2] == label and match[1] not in "BSUW"
        if label and not goes_on:
            yield first, at, label
        if match is None:
            label = ""
            continue
        if not goes_on or not label:
            first, label = at, match[2]
        if match[1] in "ELSUW":
            yield first, at + 1, label
            label = ""
    if label:
        yield first, at + 1, label
