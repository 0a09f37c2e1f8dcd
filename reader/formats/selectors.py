"""What one Web Annotation says: its labels, who made it and when, and where its targets are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

from reader.formats.spans import RefusedSpanError, offsets, string

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""What the JSON-LD of Web Annotations means."""

URN = "urn:close-reader:"
"""What ids of ours begin with, to be IRIs."""

END = "\n"
"""What ends a name."""

QUOTE = ("exact", "prefix", "suffix")
"""What a quote says."""

UNSURE = "unsure"
"""The assessment that is a flag."""


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


def targets(where: str, value: Any, data: bytes) -> Iterator[Item]:
    """Every target with every label of an annotation. Raises RefusedSpanError when one of them cannot be read."""
    if not isinstance(value, dict):
        raise RefusedSpanError("this is no annotation")
    bodies = _bodies(value)
    more = _more(value, bodies)
    labels = _for(bodies, "tagging")
    if not labels:
        raise RefusedSpanError("it has no tag")
    for number, target in enumerate(_listed(value.get("target"))):
        if not isinstance(target, dict):
            raise RefusedSpanError("its target has no selector")
        place, quoted = _selected(target)
        for label in labels:
            kept = {**more, "before": quoted.get("prefix", ""), "after": quoted.get("suffix", "")}
            if number or label != labels[0]:
                kept["id"] = ""
            yield Item(where, _source(target), place, quoted.get("exact"), label, kept, data)


def _more(value: dict[str, Any], bodies: Sequence[tuple[str, str]]) -> dict[str, Any]:
    who = next(iter(_listed(value.get("creator"))), None)
    identity = string(value.get("id"))
    return {
        "id": unquote(identity.removeprefix(URN)) if identity.startswith(URN) else identity,
        "annotator": string(who.get("name")) or string(who.get("id")) if isinstance(who, dict) else string(who),
        "note": "\n".join(_for(bodies, "commenting")),
        "flag": UNSURE in _for(bodies, "assessing"),
        "created": _moment(value.get("created")),
        "updated": _moment(value.get("modified")),
    }


def _bodies(value: dict[str, Any]) -> list[tuple[str, str]]:
    """The texts of the bodies, each behind the ends of its purposes.

    The motivation of the annotation is that of a body that names none.
    """
    found = []
    for body in _listed(value.get("body")):
        about = body if isinstance(body, dict) else {"value": body}
        text = next((about[key] for key in ("value", "source", "id") if isinstance(about.get(key), str)), "")
        if text:
            found.append((_ends(about.get("purpose", value.get("motivation"))), text))
    return found


def _for(bodies: Iterable[tuple[str, str]], purpose: str) -> list[str]:
    """The texts of the bodies for a purpose."""
    end = purpose + END
    return [text for purposes, text in bodies if end in purposes]


def _ends(names: object) -> str:
    """Names that may stand behind others, such as `oa:tagging`, each with `END` behind it."""
    return names + END if isinstance(names, str) else "".join(string(name) + END for name in _listed(names))


def _selected(target: dict[str, Any]) -> tuple[tuple[int, int] | None, dict[str, str]]:
    """Where a target is, and what it covers with its context."""
    place, quoted = None, {}
    for selector in _listed(target.get("selector")):
        kinds = _ends(selector.get("type")) if isinstance(selector, dict) else ""
        if f"TextPositionSelector{END}" in kinds:
            place = offsets(selector.get("start"), selector.get("end"))
        elif f"TextQuoteSelector{END}" in kinds:
            quoted = {name: selector[name] for name in QUOTE if isinstance(selector.get(name), str)}
    if place is None and not quoted.get("exact"):
        raise RefusedSpanError("it has neither a position nor a quote")
    return place, quoted


def _source(target: dict[str, Any]) -> str:
    about = target.get("source")
    name = string(about.get("id")) if isinstance(about, dict) else string(about)
    if not name:
        raise RefusedSpanError("its target has no source")
    return name if "://" in name else unquote(name)


def _moment(value: object) -> str:
    """A moment as it is written here."""
    moment = string(value)
    return moment.removesuffix("Z") + "+00:00" if moment.endswith("Z") else moment


def _listed(value: object) -> list[Any]:
    """One or many, as many; JSON-LD makes no difference."""
    return value if isinstance(value, list) else [] if value is None else [value]
