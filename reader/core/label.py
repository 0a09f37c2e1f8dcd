"""What a span can be called: labels as values, and the four that come with the tool."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Look(NamedTuple):
    """How a label is drawn: a colour role and an attribute that say the same thing."""

    hue: str
    """The colour role that the theme gives a colour in every palette."""
    attribute: str = ""
    """One or more of `bold`, `underline`, `italic`, `strike`, parted by blanks; empty for a tinted label."""
    tint: bool = False
    """Is the background tinted, with a bar in the gutter? For labels on long spans."""


TINTED = Look("violet", tint=True)
"""The look of the first label for long spans."""

LOOKS = (
    Look("blue", "bold"),
    Look("green", "underline"),
    Look("amber", "italic"),
    Look("rose", "bold underline"),
    Look("teal", "bold italic"),
    Look("olive", "underline italic"),
    Look("coral", "bold underline italic"),
    Look("violet", "strike"),
    Look("blue", "bold strike"),
    Look("green", "underline strike"),
    Look("amber", "italic strike"),
    Look("rose", "bold underline strike"),
)
"""The looks of the other labels, in this order. No two have the same attributes, so none needs its colour; none is
reversed, as the cursor and the selection are."""


LONG_UNITS = frozenset({"clause", "quotation", "sentence", "paragraph", "article"})
"""The units of labels for passages, which hold names and numbers."""


def looks(long: Iterable[bool], taken: Iterable[Look] = ()) -> Iterator[Look]:
    """A look for each label, told apart without colour from the others and from those `taken`.

    `long` says of each label whether its spans are. There are 12 looks, and one more for the first long label.
    """
    attributes = {look.attribute for look in taken}
    others = (look for look in LOOKS if look.attribute not in attributes)
    tinted = TINTED.attribute in attributes
    for each in long:
        if each and not tinted:
            tinted = True
            yield TINTED
        elif (look := next(others, None)) is not None:
            yield look


class Label(NamedTuple):
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
        return self.unit in LONG_UNITS


class LabelSet:
    """The labels of a project, in the order they are shown. Names and keys are unique."""

    __slots__ = ("_by_name", "_long", "_tinted")

    def __init__(self, labels: Iterable[Label]) -> None:
        """Raise ValueError when two labels have the same name or the same key."""
        labels = tuple(labels)
        for what, values in (("name", [a.name for a in labels]), ("key", [a.key for a in labels])):
            if len(set(values)) < len(values):
                raise ValueError(f"two labels have the same {what}: {', '.join(values)}")
        self._by_name = {label.name: label for label in labels}
        self._long = frozenset(label.name for label in labels if label.long)
        self._tinted = frozenset(label.name for label in labels if label.look.tint)

    def __iter__(self) -> Iterator[Label]:
        return iter(self._by_name.values())

    def __getitem__(self, name: str) -> Label:
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def is_long(self, name: str) -> bool:
        """Does the label of this name mark long passages? A name outside the set counts as short."""
        return name in self._long

    def is_tinted(self, name: str) -> bool:
        """Is the label of this name drawn as a tint behind the text? A name outside the set is not."""
        return name in self._tinted


DEFAULT_LABELS = LabelSet(
    (
        Label("claim", "c", "something said to be so", "sentence", TINTED),
        Label("actor", "a", "who acts or speaks", "name", LOOKS[0]),
        Label("place", "p", "where it is", "name", LOOKS[1]),
        Label("figure", "f", "a number or quantity", "number", LOOKS[2]),
    )
)
"""The four labels a project has when it names none of its own. No other code names one of them."""
