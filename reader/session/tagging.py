"""What a label key would do here, and what it does: the rules that save keys.

What is highlighted is what a label key tags. With nothing highlighted it is the label's own unit under the cursor,
and inside a tagged name another label's key changes that name's label.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from reader.core.annotation import Annotation, new_id
from reader.core.annotations import Annotations
from reader.core.change import Change
from reader.core.label import Label, LabelSet
from reader.core.span import Span
from reader.session.place import Place
from reader.text import graphemes, paragraphs, units

Kind = Literal["tag", "relabel", "same"]
"""Put the label on the span, change the label of what is there, or nothing as it is there already."""


class Proposal(NamedTuple):
    """What a label key would do."""

    label: Label
    """The label of the key."""
    kind: Kind
    """What would happen."""
    span: Span
    """Where."""
    annotation: Annotation | None = None
    """The annotation that would change or is there already."""


def propose(text: str, annotations: Annotations, place: Place, labels: LabelSet, label: Label) -> Proposal | None:
    """What the label's key would do at this place; None when there is nothing to tag."""
    if place.selection is not None:
        chosen = paragraphs.trimmed(text, place.selection.span.start, place.selection.span.end)
        return _tag(annotations, label, graphemes.snap(text, chosen) if chosen else None)
    target = place.picked or _tagged_name(annotations, place.cursor, labels, label)
    if target is not None:
        return _relabel(annotations, label, target)
    return _tag(annotations, label, units.unit_at(text, place.cursor, label.unit))


def change_of(proposal: Proposal, article: str, text: str, annotator: str, now: str) -> Change | None:
    """The change that carries the proposal out; None when everything is as it should be."""
    match proposal:
        case Proposal(kind="tag", label=label, span=span):
            made = Annotation(new_id(), span, label.name, span.of(text), annotator, created=now, updated=now)
            return Change(article, added=(made,))
        case Proposal(kind="relabel", label=label, annotation=Annotation() as old):
            return Change(article, removed=(old,), added=(old.relabelled(label.name, now),))
        case _:
            return None


def _tagged_name(annotations: Annotations, cursor: int, labels: LabelSet, label: Label) -> Annotation | None:
    """The tagged name under the cursor, unless the label is for passages or a passage lies innermost."""
    innermost = annotations.innermost(cursor)
    if innermost is None or label.long or labels.is_long(innermost.label):
        return None
    return innermost


def _tag(annotations: Annotations, label: Label, span: Span | None) -> Proposal | None:
    if span is None:
        return None
    there = annotations.find(span, label.name)
    return Proposal(label, "same" if there else "tag", span, there)


def _relabel(annotations: Annotations, label: Label, target: Annotation) -> Proposal:
    there = annotations.find(target.span, label.name)
    return Proposal(label, "same" if there else "relabel", target.span, there or target)
