"""The ways to a span from where the cursor is: which keys, by the tool's own rules and motions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, partial
from heapq import heappop, heappush
from itertools import count

from reader.core.span import Span
from reader.session import edges, motion
from reader.session.edges import Edge
from reader.session.everywhere import occurrences
from reader.session.place import Place
from reader.session.session import Session
from reader.session.tagging import Proposal, Scene
from tests.benchmarks.keys.gold import Wanted

Keys = tuple[str, ...]
"""Keys as they are typed, one string each."""

FARTHEST, FARTHER = 4, 9
"""Keys to a place to press a label key that are tried, and that are when nothing was found."""
EDGE_KEYS = 6
"""Keys that the search for an edge goes to."""
NEAR = 3_000
"""Code points around the cursor in which candidates are hopped to."""
COUNTS = "3456789"
"""The numbers that can be typed before a motion."""


def reachable(session: Session, farthest: int = FARTHEST) -> Iterator[tuple[Keys, int]]:
    """Every offset the cursor comes to, with the fewest keys to it, nearest first."""
    text, start = session.article.text, session.caret.place.cursor
    stops = [span.start for span in session.candidates.untagged(max(0, start - NEAR), start + 2 * NEAR)]

    def hop(place: int, step: int) -> int:
        index = bisect_right(stops, place) if step > 0 else bisect_left(stops, place) - 1
        return stops[index] if 0 <= index < len(stops) else place

    moves: Mapping[str, Callable[[int], int]] = {
        " ": partial(hop, step=1),
        "\x7f": partial(hop, step=-1),
        **plain_moves(text),
    }
    seen: set[int] = set()
    order = count()
    heap: list[tuple[int, int, Keys, int]] = [(0, next(order), (), start)]
    while heap:
        cost, _, keys, place = heappop(heap)
        if place in seen or cost > farthest:
            continue
        seen.add(place)
        yield keys, place
        for key, move in moves.items():
            after = move(place)
            if after != place:
                heappush(heap, (cost + 1, next(order), (*keys, key), after))
                if key in " wb)":
                    _repeat(heap, order, (cost, keys, after), key, move)


@lru_cache(2)
def plain_moves(text: str) -> Mapping[str, Callable[[int], int]]:
    """Where each key leads to in a text from where, apart from annotations; each place is worked out once."""

    def by(unit: str, step: int) -> Callable[[int], int]:
        move = motion.forward if step > 0 else motion.back
        return cache(lambda place: move(Place(place), text, unit).cursor)

    steps = {"w": "word", ")": "sentence", "}": "paragraph"}
    back = {"b": "word", "(": "sentence", "{": "paragraph"}
    return {
        **{key: by(unit, 1) for key, unit in steps.items()},
        **{key: by(unit, -1) for key, unit in back.items()},
        "l": cache(lambda place: motion.right(Place(place), text).cursor),
        "h": cache(lambda place: motion.left(Place(place), text).cursor),
    }


def _repeat(
    heap: list[tuple[int, int, Keys, int]],
    order: Iterator[int],
    begun: tuple[int, Keys, int],
    key: str,
    move: Callable[[int], int],
) -> None:
    """Put the places that a number before a motion leads to into the heap: two keys each."""
    cost, keys, place = begun
    place = move(place)
    for number in COUNTS:
        place = move(place)
        heappush(heap, (cost + 2, next(order), (*keys, number, key), place))


def best_way(session: Session, wanted: Wanted, farthest: int = FARTHEST) -> Keys | None:
    """The fewest keys found that make just this span, from where the cursor is."""
    best: Keys | None = None
    scene = session.scene
    for keys, place in reachable(session, farthest):
        if best is not None and len(keys) + 1 >= len(best):
            break
        # Far from the span nothing can make it, however many keys come after.
        if not wanted.span.start - 1 <= place <= wanted.span.end:
            continue
        here = scene._replace(place=Place(place))
        for more in _from_here(here, wanted, None if best is None else len(best) - len(keys) - 1):
            if best is None or len(keys) + len(more) < len(best):
                best = (*keys, *more)
    return best


def _from_here(scene: Scene, wanted: Wanted, most: int | None) -> Iterator[Keys]:
    """Keys that make the span with the cursor here."""
    label = scene.labels[wanted.label]
    pressed: list[tuple[str, Proposal | None]] = [(label.key, scene.propose(label))]
    if label.long:
        pressed.append((label.key.upper(), scene.propose_statement(label)))
    for key, proposal in pressed:
        if proposal is not None and proposal.kind == "tag":
            rest = _edges(scene.text, proposal.span, wanted.span, most)
            if rest is not None:
                yield (key, *rest)
    yield from _grown(scene, wanted, label.key)
    yield from _drawn(scene, wanted, label.key)


def _edges(text: str, made: Span, wanted: Span, most: int | None) -> Keys | None:
    """The fewest edge keys from a span just made to the one wanted."""
    limit = min(EDGE_KEYS, EDGE_KEYS if most is None else most)
    first: tuple[Span, Edge] = (made, "end")
    level: dict[tuple[Span, Edge], Keys] = {first: ()}
    seen = {first}
    for _ in range(limit + 1):
        for (span, _edge), keys in level.items():
            if span == wanted:
                return keys
        following: dict[tuple[Span, Edge], Keys] = {}
        for (span, edge), keys in level.items():
            for key, state in _edge_moves(text, span, edge):
                if state not in seen and _nears(state[0], span, wanted):
                    seen.add(state)
                    following[state] = (*keys, key)
        level = following
    return None


def _edge_moves(text: str, span: Span, edge: Edge) -> Iterator[tuple[str, tuple[Span, Edge]]]:
    yield "o", (span, edges.OTHER[edge])
    for key, move, step in (
        ("L", edges.by_word, 1), ("H", edges.by_word, -1), (".", edges.by_cluster, 1), (",", edges.by_cluster, -1),
    ):  # fmt: skip
        yield key, (move(text, span, edge, step), edge)


def _nears(after: Span, before: Span, wanted: Span) -> bool:
    """Does a move bring a span nearer to the one wanted, or an edge past it by a few characters?"""

    def off(span: Span) -> int:
        return abs(span.start - wanted.start) + abs(span.end - wanted.end)

    return after == before or off(after) < max(off(before), 5)


def _grown(scene: Scene, wanted: Wanted, key: str) -> Iterator[Keys]:
    """`+` until the span is selected."""
    place = scene.place
    for times in range(1, 7):
        place = place.grown(scene.text)
        if place.highlight == wanted.span:
            yield (*("+",) * times, key)
            return


def _drawn(scene: Scene, wanted: Wanted, key: str) -> Iterator[Keys]:
    """`v` at its first character, and motions to its last."""
    if scene.place.cursor != wanted.span.start:
        return
    for unit, move in (("word", "w"), ("sentence", ")")):
        place = scene.place.selecting(scene.text)
        keys: Keys = ("v",)
        while place.highlight is not None and place.highlight.end < wanted.span.end and len(keys) < EDGE_KEYS:
            place, keys = motion.forward(place, scene.text, unit), (*keys, move)
        if place.highlight == wanted.span:
            yield (*keys, key)


def everywhere(session: Session, wanted: Wanted, missing: set[Wanted]) -> tuple[str, int] | None:
    """The key that tags a string everywhere and how many spans it makes, when all of them are wanted."""
    label = session.labels[wanted.label]
    if label.long:
        return None
    string = wanted.span.of(session.article.text)
    found = occurrences(session.article.text, string, session.annotations, session.labels)
    made = {Wanted(one.span, wanted.label) for one in found if not one.why} | {wanted}
    return (label.key.upper(), len(made)) if len(made) > 1 and made <= missing else None
