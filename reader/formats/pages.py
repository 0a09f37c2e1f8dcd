"""Reading Web Annotations: a page, a collection with its page, an array, a single one, or one a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import orjson

from reader.formats.elements import elements
from reader.formats.format import Fault, Loaded, LoadedSpan, Options, Source, Unit
from reader.formats.jsonlines import LONGEST, MARK, fault, patiently
from reader.formats.offsets import NAMES, Ruler, guess
from reader.formats.selectors import Item, targets
from reader.formats.spans import RefusedSpanError, loaded

HEAD = 1 << 16
"""Bytes in which a page says that it is one."""


def load(source: Source, options: Options) -> Iterator[Loaded | Fault]:
    """Annotations of one article that stand together are one article. Raises FormatError."""
    return patiently(_parts(source, options), "Web Annotation")


def _parts(source: Source, options: Options) -> Iterator[Loaded | Fault]:
    for name in source.names:
        for about, items in groupby(_items(source, name), lambda item: item.source if isinstance(item, Item) else None):
            if about is None:
                yield from (item for item in items if isinstance(item, Fault))
            else:
                yield from _article(about, [item for item in items if isinstance(item, Item)], source, options)


def _items(source: Source, name: str) -> Iterator[Item | Fault]:
    before = f"{name}, " if len(source.names) > 1 else ""
    for number, data in enumerate(_annotations(source, name), 1):
        where = f"{before}annotation {number}"
        try:
            yield from list(targets(where, orjson.loads(data), data))
        except (orjson.JSONDecodeError, RefusedSpanError) as error:
            yield fault(where, str(error), data)


def _annotations(source: Source, name: str) -> Iterator[bytes]:
    with source.open(name) as file:
        head = file.read(HEAD).removeprefix(MARK).lstrip()
    with source.open(name) as file:
        if head.startswith(b"["):
            found = elements(file)
        elif b"AnnotationPage" in head or b"AnnotationCollection" in head:
            found = elements(file, "items")
        else:
            found = iter(_alone(file.read(LONGEST).removeprefix(MARK)))
        yield from (data for data in found if data.strip())


def _alone(data: bytes) -> list[bytes]:
    """One annotation, or one a line."""
    try:
        orjson.loads(data)
    except orjson.JSONDecodeError:
        return data.split(b"\n")
    return [data]


def _article(identity: str, items: list[Item], source: Source, options: Options) -> Iterator[Loaded | Fault]:
    text = source.text_of(identity)
    unit, remark = _unit(text, items, options)
    ruler = Ruler(text or "", unit)
    spans, faults = [], []
    for item in items:
        try:
            spans.append(_span(item, text, ruler))
        except RefusedSpanError as error:
            faults.append(fault(item.where, str(error), item.data))
    yield Loaded(items[0].where, identity, text, tuple(spans), remarks=(remark,) if remark else ())
    yield from faults


def _unit(text: str | None, items: list[Item], options: Options) -> tuple[Unit, str]:
    """What the positions count: code points, as the model has it, but where the quotes say otherwise."""
    told = [(*item.place, item.exact) for item in items if item.place is not None and item.exact is not None]
    if options.offsets is not None or text is None or not told:
        return options.offsets or "codepoint", ""
    found = guess(text, told, "codepoint")
    unit: Unit = found.unit if found.sure else "codepoint"
    return unit, f"its offsets count {NAMES[unit]}" if unit != "codepoint" else ""


def _span(item: Item, text: str | None, ruler: Ruler) -> LoadedSpan:
    if item.place is None:
        start, end = _found(item, text)
    else:
        start, end = item.place
        first, last = ruler.place(start), ruler.place(end)
        if not ruler.plain and first is not None and last is not None:
            start, end = first, last
    return loaded(text, start, end, item.label, text=item.exact, **item.more)


def _found(item: Item, text: str | None) -> tuple[int, int]:
    """Where a quote stands, when it stands in one place only."""
    exact, before, after = item.exact or "", item.more["before"], item.more["after"]
    if text is None:
        raise RefusedSpanError("it has no position, and the article is not at hand")
    for prefix, suffix in ((before, after), ("", "")):
        whole = prefix + exact + suffix
        first = text.find(whole)
        if first >= 0:
            if text.find(whole, first + 1) >= 0:
                raise RefusedSpanError("it has no position, and its quote stands in more than one place")
            return first + len(prefix), first + len(prefix) + len(exact)
    raise RefusedSpanError("it has no position, and its quote is not in the article")
