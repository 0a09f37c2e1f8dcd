"""One article as the rules look at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.core.annotation import Annotation
from reader.core.label import LabelSet
from reader.core.span import Span
from reader.session.checking.finding import Finding, Repair, Tag
from reader.session.walking import Seen
from reader.text.positions import Positions


class Expectations(NamedTuple):
    """Which spans belong together, said by what the labels of a project are and not by their names."""

    long: frozenset[str]
    """Labels of long passages, which hold others."""
    needed: str
    """The label without which a passage is doubtful; empty when there is none."""
    within: frozenset[str]
    """Labels whose spans belong into a passage."""

    @classmethod
    def of(cls, labels: LabelSet) -> Expectations:
        """What a set of labels lets expect.

        Passages are the spans of long labels. Somebody acts or speaks in each: the first short label that takes names
        stands for that. Numbers are part of what a passage says: all short labels that take numbers. A set without a
        label of one of these kinds expects nothing of it.
        """
        short = [label for label in labels if not label.long]
        names = [label.name for label in short if label.unit == "name"]
        numbers = frozenset(label.name for label in short if label.unit == "number")
        return cls(frozenset(label.name for label in labels if label.long), names[0] if names else "", numbers)


class Page:
    """An article, its annotations in order, and where everything is."""

    def __init__(self, seen: Seen, labels: LabelSet, expected: Expectations) -> None:
        self.seen = seen
        """The article and what is kept of it."""
        self.text = seen.article.text
        """Its text."""
        self.annotations: Sequence[Annotation] = seen.annotations
        """Those that stand on their words, in order."""
        self.stray = seen.stray
        """Those that do not, or of which another is alike."""
        self.labels = labels
        """The labels of the project."""
        self.expected = expected
        """Which spans belong together."""
        self.positions = Positions(self.text)
        """Its lines."""
        self.by_label: dict[str, list[Annotation]] = {}
        """The annotations of each label, in order."""
        for annotation in self.annotations:
            self.by_label.setdefault(annotation.label, []).append(annotation)

    def finding(self, rule: str, annotation: Annotation, message: str, repair: Repair | None = None) -> Finding:
        """What is wrong with an annotation."""
        span = annotation.span
        line, column = self.positions.at(span.start)
        return Finding(rule, self.seen.article.id, message, line, column, span, annotation.label, repair)


def moved(annotation: Annotation, span: Span) -> Repair:
    """The repair that puts an annotation on another span."""
    return Repair(Tag(annotation.span, annotation.label), Tag(span, annotation.label))
