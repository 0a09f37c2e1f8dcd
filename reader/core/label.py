"""What a span can be called: labels as values, and the four that come with the tool."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """How a label is drawn: a colour role and an attribute that say the same thing."""

    hue: str
    """The colour role that the theme gives a colour in every palette."""
    attribute: str = ""
    """`bold`, `underline` or `italic`; empty for a tinted label."""
    tint: bool = False
    """Is the background tinted, with a bar in the gutter? For labels on long spans."""


@dataclass(frozen=True, slots=True)
class Label:
    """One kind of span."""

    name: str
    """The name in the store and in exports: ASCII, no blanks."""
    key: str
    """The key that tags with it."""
    gloss: str
    """What it means, in a few words."""
    unit: str
    """What its key takes with nothing selected: the name of a unit of `reader.text.units`."""
    look: Look
    """How it is drawn."""

    @property
    def long(self) -> bool:
        """Does it mark passages that hold other spans, rather than names and numbers?"""
        return self.look.tint


@dataclass(frozen=True, slots=True)
class LabelSet:
    """The labels of a project, in the order they are shown."""

    labels: tuple[Label, ...]
    """Names and keys are unique."""

    def __post_init__(self) -> None:
        for what, values in (("name", [a.name for a in self]), ("key", [a.key for a in self])):
            if len(set(values)) < len(values):
                raise ValueError(f"two labels have the same {what}: {', '.join(values)}")

    def __iter__(self) -> Iterator[Label]:
        return iter(self.labels)

    def __getitem__(self, name: str) -> Label:
        for label in self.labels:
            if label.name == name:
                return label
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        return any(label.name == name for label in self.labels)

    def is_long(self, name: str) -> bool:
        """Does the label of this name mark long passages? A name outside the set counts as short."""
        return name in self and self[name].long


DEFAULT_LABELS = LabelSet(
    (
        Label("claim", "c", "something said to be so", "sentence", Look("violet", tint=True)),
        Label("actor", "a", "who acts or speaks", "name", Look("blue", "bold")),
        Label("place", "p", "where it is", "name", Look("green", "underline")),
        Label("figure", "f", "a number or quantity", "number", Look("amber", "italic")),
    )
)
"""The four labels a project has when it names none of its own. No other code names one of them."""
