"""The immutable, sorted collection of one article's annotations."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from reader.core.annotation import Annotation, Order
from reader.core.span import Span

BUCKET = 1024
"""Code points a bucket covers. Measured: a query costs 7 us among 100,000 spans, even beside article-long ones."""

MANY = 512
"""Changes from which on making a new collection costs less than putting each in its place."""


class Annotations:
    """Annotations in `Annotation.order`, with a look-up by place. Never changed: `changed` gives a new one.

    The very same label on the very same span is held once: the first of two wins.
    """

    __slots__ = ("_buckets", "_counts", "_sorted")

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self._sorted: list[Annotation] = []
        self._buckets: dict[int, tuple[Annotation, ...]] = {}
        self._counts: Counter[str] = Counter()
        given = list(annotations)
        # The store keeps them in order: seeing that costs less than the keys to sort by.
        if not self._filled(given):
            self._filled(sorted(given, key=_order))

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self._sorted)

    def __len__(self) -> int:
        return len(self._sorted)

    @overload
    def __getitem__(self, index: int) -> Annotation: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Annotation]: ...
    def __getitem__(self, index: int | slice) -> Annotation | Sequence[Annotation]:
        return self._sorted[index]

    def __contains__(self, annotation: object) -> bool:
        return isinstance(annotation, Annotation) and self.find(annotation.span, annotation.label) == annotation

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Annotations) and self._sorted == other._sorted)

    __hash__ = None  # type: ignore[assignment]  # compared by what they hold, as lists are

    def __repr__(self) -> str:
        return f"Annotations({self._sorted!r})"

    def changed(self, removed: Iterable[Annotation], added: Iterable[Annotation]) -> Annotations:
        """The collection without `removed` (found by id and place; absent ones are passed over) and with `added`."""
        removed, added = list(removed), list(added)
        if len(removed) + len(added) > MANY:
            gone = {annotation.order for annotation in removed}
            return Annotations([*(a for a in self._sorted if a.order not in gone), *added])
        new = Annotations()
        new._sorted = self._sorted.copy()
        new._buckets = self._buckets.copy()
        new._counts = self._counts.copy()
        for annotation in removed:
            new._remove(annotation)
        for annotation in added:
            new._add(annotation)
        return new

    def index(self, annotation: Annotation) -> int:
        """Its place in the order. Raises ValueError when it is not here."""
        index = bisect_left(self._sorted, annotation.order, key=_order)
        if index < len(self) and self._sorted[index].order == annotation.order:
            return index
        raise ValueError(f"no annotation {annotation.id} here")

    def has(self, span: Span, label: str) -> bool:
        """Is this very span annotated with this very label?"""
        return self.find(span, label) is not None

    def find(self, span: Span, label: str) -> Annotation | None:
        """The annotation with this very label on this very span."""
        bucket = self._buckets.get(span.start // BUCKET, ())
        return next((a for a in bucket if a.span == span and a.label == label), None)

    def overlapping(self, span: Span) -> Sequence[Annotation]:
        """All that share a code point with the span, in order."""
        first, last = span.start // BUCKET, (span.end - 1) // BUCKET
        if first == last:
            return [a for a in self._buckets.get(first, ()) if a.span.overlaps(span)]
        found = {a.order: a for b in range(first, last + 1) for a in self._buckets.get(b, ()) if a.span.overlaps(span)}
        return [found[order] for order in sorted(found)]

    def at(self, offset: int) -> Sequence[Annotation]:
        """The stack at a code point, innermost (shortest) first; of equals, the later in order first."""
        stack = [a for a in self._buckets.get(offset // BUCKET, ()) if a.span.holds(offset)]
        stack.reverse()
        return sorted(stack, key=lambda annotation: len(annotation.span))

    def innermost(self, offset: int) -> Annotation | None:
        """The shortest annotation over a code point."""
        return next(iter(self.at(offset)), None)

    def inside(self, span: Span) -> Sequence[Annotation]:
        """All that lie wholly inside the span, in order."""
        return [a for a in self.overlapping(span) if span.contains(a.span)]

    def after(self, annotation: Annotation | None, offset: int) -> Annotation | None:
        """The next in order after an annotation, else the first that starts at or after an offset."""
        if annotation is not None:
            index = bisect_right(self._sorted, annotation.order, key=_order)
        else:
            index = bisect_left(self._sorted, _from(offset), key=_order)
        return self._sorted[index] if index < len(self) else None

    def before(self, annotation: Annotation | None, offset: int) -> Annotation | None:
        """The last in order before an annotation, else the last that starts before an offset."""
        key = annotation.order if annotation is not None else _from(offset)
        index = bisect_left(self._sorted, key, key=_order)
        return self._sorted[index - 1] if index else None

    def count(self, label: str) -> int:
        """How many have this label."""
        return self._counts[label]

    @property
    def labels(self) -> Sequence[str]:
        """The names of the labels in use, sorted."""
        return sorted(self._counts)

    def depth(self, annotation: Annotation) -> int:
        """How many of those before it in the order contain it."""
        around = self._buckets.get(annotation.span.start // BUCKET, ())
        return sum(a.order < annotation.order and a.span.contains(annotation.span) for a in around)

    def outer_first(self) -> Iterator[tuple[int, Annotation]]:
        """Each annotation in order with its depth."""
        return ((self.depth(annotation), annotation) for annotation in self)

    def _filled(self, given: Iterable[Annotation]) -> bool:
        """Hold these and nothing else; says whether they came in order, and does nothing when they did not."""
        buckets: dict[int, list[Annotation]] = defaultdict(list)
        held: list[Annotation] = []
        before = -1
        for annotation in given:
            start, end = annotation.span.start, annotation.span.end
            if start <= before:
                last = held[-1]
                if last.order > annotation.order:
                    return False
                if last.span.end == end and last.label == annotation.label:
                    continue
            before = start
            held.append(annotation)
            first, final = start // BUCKET, (end - 1) // BUCKET
            buckets[first].append(annotation)
            for bucket in range(first + 1, final + 1) if final > first else ():
                buckets[bucket].append(annotation)
        self._sorted = held
        self._buckets = {bucket: tuple(some) for bucket, some in buckets.items()}
        self._counts = Counter([annotation.label for annotation in held])
        return True

    def _add(self, annotation: Annotation) -> None:
        if not self.has(annotation.span, annotation.label):
            insort(self._sorted, annotation, key=_order)
            self._note(annotation)

    def _note(self, annotation: Annotation) -> None:
        self._counts[annotation.label] += 1
        for bucket in _buckets(annotation.span):
            held = self._buckets.get(bucket, ())
            grown = (*held, annotation)
            in_order = not held or held[-1].order < annotation.order
            self._buckets[bucket] = grown if in_order else tuple(sorted(grown, key=_order))

    def _remove(self, annotation: Annotation) -> None:
        index = bisect_left(self._sorted, annotation.order, key=_order)
        if index == len(self) or self._sorted[index].order != annotation.order:
            return
        del self._sorted[index]
        self._counts[annotation.label] -= 1
        if not self._counts[annotation.label]:
            del self._counts[annotation.label]
        for bucket in _buckets(annotation.span):
            self._buckets[bucket] = tuple(a for a in self._buckets[bucket] if a.order != annotation.order)


NO_ANNOTATIONS = Annotations()
"""What an article has that nobody worked on."""


def _order(annotation: Annotation) -> Order:
    span = annotation.span
    return (span.start, -span.end, annotation.label, annotation.id)


def _from(offset: int) -> Order:
    """Stand before every annotation that starts at the offset."""
    return (offset, -sys.maxsize, "", "")


def _buckets(span: Span) -> range:
    return range(span.start // BUCKET, (span.end - 1) // BUCKET + 1)
