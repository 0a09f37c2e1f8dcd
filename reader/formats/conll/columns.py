"""Which spans share a column: none that overlap, and of one label only, unless everything is to go in one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from reader.core.annotation import Annotation
from reader.text.lazily import lazily

BLANK = lazily(r"\s")


class Placed(NamedTuple):
    """An annotation on tokens."""

    annotation: Annotation
    """The annotation."""
    first: int
    """Its first token."""
    end: int
    """One past its last token."""


class Column(NamedTuple):
    """One column of tags."""

    name: str
    """Its label; with a number behind it when it is not the first of the label."""
    spans: list[Placed]
    """Sorted, and no two on one token."""


def placed(annotations: Iterable[Annotation], starts: Sequence[int]) -> list[Placed]:
    """Those that have a token, in order; told where the tokens start."""
    found = (Placed(a, bisect_left(starts, a.span.start), bisect_left(starts, a.span.end)) for a in annotations)
    return [each for each in found if each.first < each.end]


def by_label(spans: Iterable[Placed], labels: Iterable[str]) -> list[Column]:
    """A column for each of the labels, used or not; then others, and further ones where spans of a label overlap."""
    columns = {label: [Column(safe(label), [])] for label in labels}
    for each in spans:
        label = each.annotation.label
        own = columns.get(label) or columns.setdefault(label, [Column(safe(label), [])])
        for column in own:
            if not column.spans or column.spans[-1].end <= each.first:
                break
        else:
            column = Column(f"{safe(label)}.{len(own) + 1}", [])
            own.append(column)
        column.spans.append(each)
    firsts = [own[0] for own in columns.values()]
    return [*firsts, *(column for own in columns.values() for column in own[1:])]


def flat(spans: Iterable[Placed], which: Literal["", "outermost", "innermost"]) -> Column:
    """The longest of those that overlap, or the shortest, so that no two share a token."""
    sign = -1 if which == "outermost" else 1
    kept: list[Placed] = []
    for each in sorted(spans, key=lambda each: sign * (each.end - each.first)):
        at = bisect_left(kept, each.first, key=lambda other: other.first)
        free_before = at == 0 or kept[at - 1].end <= each.first
        if free_before and (at == len(kept) or each.end <= kept[at].first):
            kept.insert(at, each)
    return Column("tag", kept)


@lru_cache(maxsize=1024)
def safe(label: str) -> str:
    """The label as part of a tag, which holds no blank."""
    return BLANK().sub("_", label)
