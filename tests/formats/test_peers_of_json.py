"""What Label Studio's own library and a JSON-LD processor make of what is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from pyld import jsonld

from reader.formats import label_studio, w3c
from reader.formats.format import Entry
from tests.formats.cases import CASES, entries
from tests.formats.roundtrip import files

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

TERMS: dict[str, Any] = {
    "id": "@id", "type": "@type", "Annotation": f"{OA}Annotation", "TextualBody": f"{OA}TextualBody",
    "SpecificResource": f"{OA}SpecificResource", "TextPositionSelector": f"{OA}TextPositionSelector",
    "TextQuoteSelector": f"{OA}TextQuoteSelector", "AnnotationPage": f"{AS}OrderedCollectionPage",
    "items": {"@id": f"{AS}items", "@container": "@list"}, "start": f"{OA}start", "end": f"{OA}end",
    "exact": f"{OA}exact", "prefix": f"{OA}prefix", "suffix": f"{OA}suffix", "value": f"{RDF}value",
    "source": {"@id": f"{OA}hasSource", "@type": "@id"}, "selector": f"{OA}hasSelector", "body": f"{OA}hasBody",
    "target": f"{OA}hasTarget", "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"}, "tagging": f"{OA}tagging",
}  # fmt: skip
"""The words of the vocabulary that are looked at; nothing is fetched."""


def taken_by_label_studio(given: Iterable[Entry]) -> None:
    """Each task has what the interface shows, and each region what its controls give."""
    from label_studio_sdk.label_interface import LabelInterface  # noqa: PLC0415  # not there by default

    made = files(label_studio.FORMAT, given)
    interface = LabelInterface(made["config.xml"].decode())
    tasks = orjson.loads(made["tasks.json"])

    interface.validate()
    assert all(interface.validate_task({"data": task["data"]}) for task in tasks)
    errors = [
        error
        for task in tasks
        for one in task["annotations"]
        for number, region in enumerate(one["result"])
        for error in interface.validate_region(region, return_errors=True, region_index=number)
    ]
    assert errors == []


@pytest.mark.peers
@pytest.mark.filterwarnings("ignore")
def test_label_studio_takes_every_case() -> None:
    """All of them as one project."""
    taken_by_label_studio(CASES.values())


@pytest.mark.peers
@pytest.mark.filterwarnings("ignore")
@drawn(entries())
@settings(max_examples=20)
def test_label_studio_takes_whatever_is_tagged(given: Entry) -> None:
    """Of hostile texts as well."""
    taken_by_label_studio([given])


def loader(url: str, _options: Any) -> dict[str, Any]:
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": TERMS},
    }


def values(node: Any, name: str) -> Iterator[Any]:
    """The plain values of a property."""
    for each in node.get(name, []):
        yield each.get("@value", each.get("@id"))


def found_by_a_processor(given: Sequence[Entry]) -> None:
    """Place, quote, label and source, by what the words mean."""
    page = orjson.loads(files(w3c.FORMAT, given)[""])
    (expanded,) = jsonld.expand(page, {"documentLoader": loader, "base": "http://example.org/"})

    found = []
    for item in expanded[f"{AS}items"][0]["@list"]:
        (target,) = item[f"{OA}hasTarget"]
        place, quoted = target[f"{OA}hasSelector"]
        (tag,) = [body for body in item[f"{OA}hasBody"] if f"{OA}tagging" in values(body, f"{OA}hasPurpose")]
        (found_one,) = zip(
            values(place, f"{OA}start"), values(place, f"{OA}end"), values(quoted, f"{OA}exact"),
            values(tag, f"{RDF}value"), strict=True,
        )  # fmt: skip
        assert next(values(target, f"{OA}hasSource")).startswith("http://example.org/")
        found.append(found_one)
    assert found == [
        (annotation.span.start, annotation.span.end, annotation.text, annotation.label)
        for entry in given
        for annotation in entry.record.annotations
    ]


def test_a_processor_of_json_ld_finds_every_case() -> None:
    """All of them in one page."""
    found_by_a_processor(list(CASES.values()))


@drawn(entries())
def test_a_processor_of_json_ld_finds_whatever_is_tagged(given: Entry) -> None:
    """Of hostile texts as well."""
    found_by_a_processor([given])
