"""What a label key would do here, and what it does: the rules that save keys.

What is highlighted is what a label key tags. With nothing highlighted it is a string tagged before or the label's own
unit under the cursor, and inside a tagged name another label's key changes that name's label.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple

from reader.core.annotation import Annotation, new_id
from reader.core.annotations import NO_ANNOTATIONS, Annotations
from reader.core.change import Change
from reader.core.label import Label, LabelSet
from reader.core.span import Span
from reader.session.memory import Memory, determined
from reader.session.place import Place
from reader.text import graphemes, paragraphs, units

Kind = Literal["tag", "relabel", "accept", "same"]
"""Put the label on the span, change the label of what is there, make a suggestion an annotation with this label, or
nothing as it is there already."""


class Proposal(NamedTuple):
    """What a label key would do."""

    label: Label
    """The label of the key."""
    kind: Kind
    """What would happen."""
    span: Span
    """Where."""
    annotation: Annotation | None = None
    """The annotation that would change or is there already, or the suggestion."""


class Scene(NamedTuple):
    """All that decides what a key would do."""

    text: str
    """The article's text."""
    annotations: Annotations
    """Its annotations."""
    place: Place
    """The cursor and what is highlighted."""
    labels: LabelSet
    """The labels there are."""
    memory: Memory
    """The strings tagged before."""
    suggestions: Annotations = NO_ANNOTATIONS
    """What is suggested for it."""

    def propose(self, label: Label) -> Proposal | None:
        """What the label's key would do; None when there is nothing to tag."""
        if self.place.selection is not None:
            return self._tag(label, self._selected())
        picked = self.place.picked
        if picked is not None and self.suggestion == picked:
            return self._accept(label, picked)
        target = picked or self._tagged_name(label)
        if target is not None:
            return self._relabel(label, target)
        suggestion = self.suggestion
        if suggestion is not None and self.labels.is_long(suggestion.label) == label.long:
            return self._accept(label, suggestion)
        return self._tag(label, self.unit(label))

    @property
    def suggestion(self) -> Annotation | None:
        """The suggestion that is picked, else the innermost under the cursor while no annotation is picked."""
        picked = self.place.picked
        if picked is None:
            return self.suggestions.innermost(self.place.cursor)
        return picked if picked in self.suggestions else None

    def propose_all(self) -> list[Proposal | None]:
        """What each label's key would do, in the order of the labels."""
        return [self.propose(label) for label in self.labels]

    def propose_statement(self, label: Label) -> Proposal | None:
        """What the key for a part of a sentence would do: the selection, else the statement under the cursor."""
        if self.place.selection is not None:
            return self._tag(label, self._selected())
        return self._tag(label, units.unit_at(self.text, self.place.cursor, "statement"))

    def unit(self, label: Label) -> Span | None:
        """What the label takes with nothing highlighted."""
        text, cursor = self.text, self.place.cursor
        if label.long:
            return units.unit_at(text, cursor, label.unit)
        own = units.UNITS[label.unit](text, cursor) if cursor < len(text) else None
        known = self.memory.covering(text, cursor)
        best = max((span for span in (own, known) if span), key=len, default=None)
        span = best or units.unit_at(text, cursor, label.unit)
        if span and label.unit == "name" and self.memory.with_determiner:
            return determined(text, span)
        return span and graphemes.snap(text, span)

    def _selected(self) -> Span | None:
        """The selection without blanks around it, cutting no cluster."""
        span = self.place.highlight
        chosen = paragraphs.trimmed(self.text, span.start, span.end) if span else None
        return graphemes.snap(self.text, chosen) if chosen else None

    def _tagged_name(self, label: Label) -> Annotation | None:
        """The tagged name under the cursor, unless the label is for passages or a passage lies innermost."""
        innermost = self.annotations.innermost(self.place.cursor)
        if innermost is None or label.long or self.labels.is_long(innermost.label):
            return None
        return innermost

    def _tag(self, label: Label, span: Span | None) -> Proposal | None:
        if span is None:
            return None
        there = self.annotations.find(span, label.name)
        return Proposal(label, "same" if there else "tag", span, there)

    def _accept(self, label: Label, suggestion: Annotation) -> Proposal:
        there = self.annotations.find(suggestion.span, label.name)
        return Proposal(label, "same" if there else "accept", suggestion.span, there or suggestion)

    def _relabel(self, label: Label, target: Annotation) -> Proposal:
        there = self.annotations.find(target.span, label.name)
        return Proposal(label, "same" if there else "relabel", target.span, there or target)


class Author(NamedTuple):
    """Who makes annotations, and when."""

    name: str
    """The annotator."""
    now: str
    """The time, UTC, ISO 8601."""

    def annotate(self, text: str, span: Span, label: str) -> Annotation:
        """A new annotation of a text."""
        return Annotation(new_id(), span, label, "", self.name, created=self.now, updated=self.now).placed(text, span)


def change_of(proposal: Proposal, article: str, text: str, author: Author) -> Change | None:
    """The change that carries the proposal out; None when everything is as it should be."""
    match proposal:
        case Proposal(kind="tag", label=label, span=span):
            return Change(article, added=(author.annotate(text, span, label.name),))
        case Proposal(kind="relabel", label=label, annotation=Annotation() as old):
            return Change(article, removed=(old,), added=(old.relabelled(label.name, author.now),))
        case Proposal(kind="accept", label=label, annotation=Annotation() as offered):
            accepted = offered.accepted(author.name, author.now)._replace(label=label.name)
            return Change(article, added=(accepted,), withdrawn=(offered,))
        case _:
            return None


def deciding(change: Change, suggestions: Annotations, labels: LabelSet) -> Change:
    """The change, with the suggestions withdrawn that it decides.

    A name that is tagged decides the suggested names that it overlaps, a passage the suggested passages.
    """
    decided = {suggestion.id: suggestion for suggestion in change.withdrawn}
    for annotation in change.added if suggestions else ():
        long = labels.is_long(annotation.label)
        for suggestion in suggestions.overlapping(annotation.span):
            if labels.is_long(suggestion.label) == long:
                decided[suggestion.id] = suggestion
    return replace(change, withdrawn=tuple(decided.values())) if decided else change


def replacing(article: str, old: Annotation, new: Annotation, suggestions: Annotations) -> Change:
    """The change that puts an annotation in the place of one, or a suggestion in the place of one."""
    if old in suggestions:
        return Change(article, withdrawn=(old,), offered=(new,))
    return Change(article, removed=(old,), added=(new,))
