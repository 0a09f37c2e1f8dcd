"""UIMA CAS JSON 0.4: a folder with a file an article, its types in each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from reader.core.errors import FormatError
from reader.formats.format import Entry, Fault, Format, Loaded, Options, Piece, Source
from reader.formats.jsonlines import written
from reader.formats.naming import Names
from reader.formats.uima.model import TYPES, Cas, Structure, structures
from reader.formats.uima.reading import articles
from reader.formats.uima.types import type_system

VIEW = "_InitialView"
SOFA = "uima.cas.Sofa"


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """A .json an article; and the types in a file of their own, for the layers of a project."""
    del options
    names = Names()
    yield type_system()
    for entry in entries:
        yield f"{names.of(entry.article.id)}.json", written(_cas(entry))


def _cas(entry: Entry) -> dict[str, Any]:
    sofa = {"%ID": 1, "%TYPE": SOFA, "sofaNum": 1, "sofaID": VIEW, "mimeType": "text/plain"}
    made = [
        {"%ID": number, "%TYPE": each.type, "@sofa": 1, "begin": each.begin, "end": each.end, **each.features}
        for number, each in enumerate(structures(entry), 2)
    ]
    members = [each["%ID"] for each in made]
    return {
        "%TYPES": {name: _type(name, *of) for name, of in TYPES.items()},
        "%FEATURE_STRUCTURES": [{**sofa, "sofaString": entry.article.text}, *made],
        "%VIEWS": {VIEW: {"%SOFA": 1, "%MEMBERS": members}},
    }


def _type(name: str, above: str, features: Mapping[str, str]) -> dict[str, Any]:
    made = {each: {"%NAME": each, "%RANGE": f"uima.cas.{kind}"} for each, kind in features.items()}
    return {"%NAME": name, "%SUPER_TYPE": above, **made}


def looks(name: str, head: bytes) -> bool:
    """By the names it begins with."""
    del name
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and (b'"%TYPES"' in head or b'"%FEATURE_STRUCTURES"' in head)


def load(source: Source, options: Options) -> Iterator[Loaded | Fault]:
    """An article a file."""
    del options
    return articles(source, ".json", _parsed)


def _parsed(data: bytes) -> Cas:
    try:
        return _read(orjson.loads(data.removeprefix(b"\xef\xbb\xbf")))
    except orjson.JSONDecodeError as error:
        raise FormatError(f"this is no JSON: {error}") from error


def _read(value: object) -> Cas:
    """Raise FormatError when there is no text in it."""
    held = value.get("%FEATURE_STRUCTURES") if isinstance(value, dict) else None
    if isinstance(held, dict):
        # As of older versions: by their numbers.
        held = [{"%ID": identity, **each} for identity, each in held.items() if isinstance(each, dict)]
    if not isinstance(held, list):
        raise FormatError("it has no list of feature structures")
    all_of = [each for each in held if isinstance(each, dict)]
    sofas = [each for each in all_of if each.get("%TYPE") == SOFA and isinstance(each.get("sofaString"), str)]
    if not sofas:
        raise FormatError("it has no text in it")
    sofa = next((each for each in sofas if each.get("sofaID") == VIEW), sofas[0])
    number = str(sofa.get("%ID"))
    on_text = [each for each in all_of if "begin" in each and str(each.get("@sofa")) == number]
    others = sum("begin" in each for each in all_of) - len(on_text)
    remarks = (f"{others} feature structures of other views passed over",) if others else ()
    return Cas(sofa["sofaString"], [_structure(each) for each in on_text], remarks)


def _structure(held: Mapping[str, Any]) -> Structure:
    begin, end = (held.get(name) if type(held.get(name)) is int else -1 for name in ("begin", "end"))
    kind = held.get("%TYPE")
    features = {
        name: value
        for name, value in held.items()
        if name[:1] not in "%@^#" and name not in {"begin", "end"} and isinstance(value, str | bool)
    }
    return Structure(kind if isinstance(kind, str) else "", int(begin or 0), int(end or 0), features)


FORMAT = Format(
    "cas",
    "UIMA CAS JSON 0.4 with the layer custom.Span, for INCEpTION and UIMA",
    "",
    "everything: spans, labels, ids, notes, flags, status, who and when",
    "",
    dump,
    load,
    looks=looks,
)
"""The format."""
