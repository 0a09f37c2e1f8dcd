"""What the torture writes: steps over a few made-up articles, and what must be there after them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Literal, NamedTuple

Tag = tuple[int, int, str, str]
"""Start, end, label and text of an annotation; offsets are code points, half-open."""

View = dict[str, dict[str, Tag]]
"""What a store holds: article -> id of an annotation -> tag. Articles without annotations are left out."""

LABELS = ("claim", "actor", "place", "figure")

_WORDS = "Ja Gyumri 49 „Heer“ naïve e\u0301te\u0301 👩‍👧 北京 said at\r\nleast <b>[x] \u200b troops\n".split(" ")

TEXTS: Mapping[str, str] = {
    f"{name}.txt": " ".join(Random(name).choices(_WORDS, k=400))
    for name in ("a", "two/b ü", "c 'quoted\" \\", "[d]", "e")
}
"""The articles: id -> text."""


class Edit(NamedTuple):
    """What a step does to one article; an annotation in both is one that changed."""

    article: str
    removed: Mapping[str, Tag]
    added: Mapping[str, Tag]


class Step(NamedTuple):
    """One gesture: acknowledged as a whole, and there as a whole or not at all."""

    edits: tuple[Edit, ...]
    kind: Literal["do", "undo"] = "do"


def after(view: View, steps: Iterable[Step]) -> View:
    """What is there after these steps; an annotation is known by its id."""
    made = {article: dict(tags) for article, tags in view.items()}
    for step in steps:
        for edit in step.edits:
            tags = made.setdefault(edit.article, {})
            for gone in edit.removed:
                tags.pop(gone, None)
            tags.update(edit.added)
    return {article: tags for article, tags in made.items() if tags}


def ids(view: View) -> dict[str, tuple[str, Tag]]:
    """Every annotation: id -> article and tag."""
    return {identity: (article, tag) for article, tags in view.items() for identity, tag in tags.items()}


class Author:
    """Makes up steps: mostly new annotations, also edits, removals, their undoing, and several articles at once."""

    def __init__(self, random: Random, most: int = 200) -> None:
        """`most` is about how many annotations there may be."""
        self._random = random
        self._most = most
        self._removed: dict[str, tuple[str, Tag]] = {}

    def step(self, view: View) -> Step:
        """The next step on top of this view."""
        there = ids(view)
        kinds = ["add"] * (6 if len(there) < self._most else 1) + ["bulk"]
        if there:
            kinds += ["relabel", "move", "remove", "remove"]
        if self._removed:
            kinds.append("undo")
        match self._random.choice(kinds):
            case "add":
                return Step((self._added(1),))
            case "bulk":
                edits = [self._added(self._random.randint(1, 3)) for _ in range(2)]
                return Step(tuple({edit.article: edit for edit in edits}.values()))
            case "undo":
                identity, (article, tag) = self._removed.popitem()
                return Step((Edit(article, {}, {identity: tag}),), "undo")
            case kind:
                return Step((self._changed(there, kind),))

    def _changed(self, there: Mapping[str, tuple[str, Tag]], kind: str) -> Edit:
        identity = self._random.choice(sorted(there))
        article, tag = there[identity]
        if kind == "remove":
            self._removed[identity] = (article, tag)
            return Edit(article, {identity: tag}, {})
        new = self._tag(article)
        if kind == "relabel":
            new = (tag[0], tag[1], LABELS[(LABELS.index(tag[2]) + 1) % len(LABELS)], tag[3])
        return Edit(article, {identity: tag}, {identity: new})

    def _added(self, count: int) -> Edit:
        article = self._random.choice(list(TEXTS))
        return Edit(article, {}, {f"{self._random.getrandbits(64):016x}": self._tag(article) for _ in range(count)})

    def _tag(self, article: str) -> Tag:
        text = TEXTS[article]
        start = self._random.randrange(len(text) - 40)
        end = start + self._random.randint(1, 40)
        return start, end, self._random.choice(LABELS), text[start:end]
