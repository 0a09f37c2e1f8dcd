"""Reading Web Annotations: a page, a collection with its page, an array, a single one, or one a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import unquote

import orjson

from reader.formats.elements import elements
from reader.formats.format import Fault, Loaded, LoadedSpan, Options, Source, Unit
from reader.formats.jsonlines import LONGEST, MARK, fault, patiently
from reader.formats.offsets import NAMES, Ruler, guess
from reader.formats.spans import RefusedSpanError, loaded, offsets, string, words

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""What the JSON-LD of Web Annotations means."""

URN = "urn:close-reader:"
"""What ids of ours begin with, to be IRIs."""

UNSURE = "unsure"
"""The assessment that is a flag."""

HEAD = 1 << 16
"""Bytes in which a page says that it is one."""


class Item(NamedTuple):
    """One target of an annotation with one of its labels."""

    where: str
    """Where it stands."""
    source: str
    """The article's id."""
    place: tuple[int, int] | None
    """What its position selector says."""
    exact: str | None
    """What its quote selector says it covers."""
    label: str
    """The label."""
    more: Mapping[str, Any]
    """The other fields of a `LoadedSpan`."""
    data: bytes
    """The annotation as it stands there."""


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
            yield from list(_targets(where, orjson.loads(data), data))
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


def _targets(where: str, value: Any, data: bytes) -> Iterator[Item]:
    if not isinstance(value, dict):
        raise RefusedSpanError("this is no annotation")
    more = _more(value)
    labels = _bodies(value, "tagging")
    if not labels:
        raise RefusedSpanError("it has no tag")
    for number, target in enumerate(_listed(value.get("target"))):
        if not isinstance(target, dict):
            raise RefusedSpanError("its target has no selector")
        place, quoted = _selected(target)
        for label in labels:
            kept = more if number == 0 and label == labels[0] else {**more, "id": ""}
            yield Item(where, _source(target), place, quoted.get("exact"), label, {**kept, **_context(quoted)}, data)


def _more(value: dict[str, Any]) -> dict[str, Any]:
    who = next(iter(_listed(value.get("creator"))), None)
    identity = string(value.get("id"))
    return {
        "id": unquote(identity.removeprefix(URN)) if identity.startswith(URN) else identity,
        "annotator": string(who.get("name")) or string(who.get("id")) if isinstance(who, dict) else string(who),
        "note": "\n".join(_bodies(value, "commenting")),
        "flag": UNSURE in _bodies(value, "assessing"),
        "created": _moment(value.get("created")),
        "updated": _moment(value.get("modified")),
    }


def _bodies(value: dict[str, Any], purpose: str) -> list[str]:
    """The texts of the bodies for a purpose; the motivation of the annotation is that of a body that names none."""
    found = []
    for body in _listed(value.get("body")):
        about = body if isinstance(body, dict) else {"value": body}
        why = _listed(about.get("purpose", value.get("motivation")))
        text = next((about[key] for key in ("value", "source", "id") if isinstance(about.get(key), str)), "")
        if text and any(string(each).endswith(purpose) for each in why):
            found.append(text)
    return found


def _selected(target: dict[str, Any]) -> tuple[tuple[int, int] | None, dict[str, str]]:
    """Where a target is, and what it covers with its context."""
    place, quoted = None, {}
    for selector in _listed(target.get("selector")):
        kinds = [string(kind) for kind in _listed(selector.get("type"))] if isinstance(selector, dict) else []
        if any(kind.endswith("TextPositionSelector") for kind in kinds):
            place = offsets(selector.get("start"), selector.get("end"))
        elif any(kind.endswith("TextQuoteSelector") for kind in kinds):
            parts = {name: words(selector.get(name)) for name in ("exact", "prefix", "suffix")}
            quoted = {name: part for name, part in parts.items() if part is not None}
    if place is None and not quoted.get("exact"):
        raise RefusedSpanError("it has neither a position nor a quote")
    return place, quoted


def _context(quoted: dict[str, str]) -> dict[str, str]:
    return {"before": quoted.get("prefix", ""), "after": quoted.get("suffix", "")}


def _source(target: dict[str, Any]) -> str:
    about = target.get("source")
    name = string(about.get("id")) if isinstance(about, dict) else string(about)
    if not name:
        raise RefusedSpanError("its target has no source")
    return name if "://" in name else unquote(name)


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


def _moment(value: object) -> str:
    """A moment as it is written here."""
    moment = string(value)
    return moment.removesuffix("Z") + "+00:00" if moment.endswith("Z") else moment


def _listed(value: object) -> list[Any]:
    """One or many, as many; JSON-LD makes no difference."""
    return value if isinstance(value, list) else [] if value is None else [value]
