"""UIMA CAS JSON 0.4: a folder with a file an article, its types in each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from reader.core.errors import FormatError
from reader.formats.format import Entry, Fault, Format, Loaded, Options, Piece, Source
from reader.formats.jsonlines import fault, written
from reader.formats.naming import Names
from reader.formats.uima.model import LARGEST, TYPES, Cas, Structure, loaded, structures
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
    for name in source.names:
        if name.endswith(".json") or len(source.names) == 1:
            yield _article(source, name)


def _article(source: Source, name: str) -> Loaded | Fault:
    data = b""
    try:
        with source.open(name) as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            return fault(name, f"it is larger than {LARGEST // 1024**2} MB", data)
        return loaded(name, ".json", _read(orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))))
    except orjson.JSONDecodeError as error:
        return fault(name, f"this is no JSON: {error}", data)
    except FormatError as error:
        return fault(name, str(error), data)
    except OSError as error:
        return Fault(name, f"it cannot be read: {error.strerror}")


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
