"""UIMA CAS, as JSON and as XMI: everything comes back, and dkpro-cassis reads the same."""

from __future__ import annotations

import io
import sys
from collections import Counter
from dataclasses import replace
from typing import Any

import cassis
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Article
from reader.core.record import Record
from reader.formats import cas, xmi
from reader.formats.format import Entry, Format, LoadedSpan, Options
from tests.formats.cases import CASES, entries, entry
from tests.formats.folders import faults, files, read
from tests.formats.roundtrip import whole

FORMATS = {"cas": cas.FORMAT, "xmi": xmi.FORMAT}
FIT = [name for name, case in CASES.items() if not xmi.UNFIT().search(case.article.text)]


def held(form: Format, given: Entry) -> list[LoadedSpan]:
    """What has to come back of the spans."""
    spans = [whole(annotation) for annotation in given.record.annotations]
    return spans if form.name == "cas" else [each._replace(note=xmi.UNFIT().sub("\ufffd", each.note)) for each in spans]


def check(form: Format, given: Entry) -> None:
    """Write, read, compare everything."""
    assert form.dump is not None
    (loaded,) = read(form, files(form.dump([given], Options())))
    assert (loaded.id, loaded.text, loaded.remarks) == (given.article.id, given.article.text, ())
    assert list(loaded.spans) == held(form, given)
    assert (loaded.status or "open", loaded.note, loaded.flag) == (
        given.record.status, given.record.note, given.record.flag,
    )  # fmt: skip


@pytest.mark.parametrize(("form", "name"), [*(("cas", name) for name in CASES), *(("xmi", name) for name in FIT)])
def test_every_case_comes_back(form: str, name: str) -> None:
    """With ids, notes, flags and all."""
    check(FORMATS[form], CASES[name])


@given(entries())
def test_whatever_is_tagged_comes_back(given: Entry) -> None:
    """XMI leaves out whole articles that XML cannot hold, and says so."""
    check(cas.FORMAT, given)
    if xmi.UNFIT().search(given.article.text):
        assert [loss.annotation for loss in xmi.losses(given, Options())] == (
            [annotation.id for annotation in given.record.annotations] or [""]
        )
        assert list(files(xmi.dump([given], Options()))) == ["TypeSystem.xml"]
    else:
        check(xmi.FORMAT, given)


@pytest.mark.parametrize("form", FORMATS)
def test_offsets_are_of_utf_16(form: str) -> None:
    """As Java counts."""
    given = entry("a", "👍👍x", [(1, 2, "claim"), (2, 3, "actor")])
    made = FORMATS[form].dump
    assert made is not None

    written = b"".join(files(made([given], Options())).values()).decode().replace('"', "").replace("=", ":")

    assert "begin:2 end:4" in written or "begin:2,end:4" in written
    assert "begin:4 end:5" in written or "begin:4,end:5" in written


OTHERS = {
    "%TYPES": {},
    "%FEATURE_STRUCTURES": [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "other", "sofaString": "other"},
        {"%ID": 7, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": "👍 one"},
        {"%ID": 2, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", "@sofa": 7, "begin": 3, "end": 6,
         "value": "PER", "identifier": "http://x"},
        {"%ID": 3, "%TYPE": "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token", "@sofa": 7, "begin": 3,
         "end": 6},
        {"%ID": 4, "%TYPE": "webanno.custom.Plain", "@sofa": 7, "begin": 0, "end": 2},
        {"%ID": 5, "%TYPE": "webanno.custom.Plain", "@sofa": 7, "begin": 3, "end": 99},
        {"%ID": 6, "%TYPE": "webanno.custom.Plain", "@sofa": 1, "begin": 0, "end": 1},
        {"%ID": 8, "%TYPE": "webanno.custom.Plain", "@sofa": 7, "begin": 1, "end": None},
        {"%ID": 9, "%TYPE": ["x"], "@sofa": 7, "begin": 0, "end": 2, "note": {"a": 1}, "": 1},
        "x",
    ],
}  # fmt: skip


def test_what_others_write_is_read() -> None:
    """Other layers by their names and features, other views not, nor what begins inside of a character."""
    (loaded,) = read(cas.FORMAT, {"doc.json": orjson.dumps(OTHERS)})

    assert [(span.start, span.end, span.label) for span in loaded.spans] == [
        (2, 5, "PER"),
        (0, 1, "Plain"),
        (0, 1, "Span"),
    ]
    assert loaded.remarks == (
        "1 feature structures of other views passed over",
        "2 spans that are empty or outside of the text passed over",
    )


XMI = """<?xml version="1.0"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"
 xmlns:type="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore" xmi:version="2.0">
<type:NamedEntity xmi:id="2" sofa="1" begin="3" end="6" value="PER"><x>y</x></type:NamedEntity>
<type:NamedEntity xmi:id="2" sofa="1" begin="a" end="-6" value="PER"/>
<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="\U0001f44d one"/></xmi:XMI>"""


def test_xmi_of_others_is_read() -> None:
    """Whatever the prefixes."""
    (loaded,) = read(xmi.FORMAT, {"doc.xmi": XMI.encode()})

    assert [(span.start, span.end, span.label) for span in loaded.spans] == [(2, 5, "PER")]


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("xmi", XMI.replace("<xmi", "<!DOCTYPE x [<!ENTITY a 'b'>]><xmi", 1)),
        ("xmi", XMI.replace("sofaString", "other")),
        ("xmi", "<a>" * 50_000),
        ("xmi", "<a/>"),
        ("xmi", XMI.replace('"1.0"?', '"1.0" encoding="utf-7"?', 1)),
        ("xmi", ""),
        ("cas", "[" * 100_000),
        ("cas", "{}"),
        ("cas", '{"%FEATURE_STRUCTURES": [{"%TYPE": "uima.cas.Sofa", "sofaString": 7}]}'),
        ("cas", '{"%FEATURE_STRUCTURES": [{"%TYPE": "uima.cas.Sofa", "sofaString": "\\ud800"}]}'),
    ],
)
def test_a_file_that_cannot_be_read_is_a_fault(form: str, data: str) -> None:
    """No DOCTYPE, no depth, no wrong type does harm."""
    assert len(faults(FORMATS[form], {"a": data.encode()})) == 1


KEYS = st.sampled_from(["%ID", "%TYPE", "@sofa", "begin", "end", "label", "sofaString", "sofaID", "%MEMBERS", ""])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(st.dictionaries(KEYS, JSON, max_size=6), max_size=4))
def test_no_json_is_a_surprise(held: list[Any]) -> None:
    """Whatever stands in the place of what."""
    sofa = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": "abc"}
    try:
        data = orjson.dumps({"%FEATURE_STRUCTURES": [sofa, *held]})
    except TypeError:
        return
    faults(cas.FORMAT, {"a": data})


@given(st.binary(max_size=200))
def test_no_bytes_are_a_surprise(data: bytes) -> None:
    """In XML neither."""
    faults(xmi.FORMAT, {"a": data})
    faults(xmi.FORMAT, {"a": XMI.encode()[:-10] + data})


def test_an_id_that_no_file_can_have_comes_back() -> None:
    """It stands inside."""
    article = Article("../a b\u202e.txt", "x")
    check(cas.FORMAT, Entry(article, Record.of(article)))
    check(xmi.FORMAT, Entry(article, replace(Record.of(article), note="n")))


def cassis_reads_json(given: Entry) -> None:
    """The same text and spans; it counts code points by itself."""
    _, data = files(cas.dump([given], Options())).values()

    _same(cassis.load_cas_from_json(data.decode()), cas.FORMAT, given)


def cassis_reads_xmi(given: Entry) -> None:
    """The same, with our type system."""
    made = files(xmi.dump([given], Options()))
    types = cassis.load_typesystem(io.BytesIO(made.pop("TypeSystem.xml")))
    (data,) = made.values()

    _same(cassis.load_cas_from_xmi(io.BytesIO(data), typesystem=types), xmi.FORMAT, given)


@pytest.mark.parametrize("name", CASES)
def test_cassis_reads_the_same_spans_from_json(name: str) -> None:
    """Of every case."""
    cassis_reads_json(CASES[name])


@pytest.mark.parametrize("name", FIT)
def test_cassis_reads_the_same_spans_from_xmi(name: str) -> None:
    """Of every case that XML can hold."""
    cassis_reads_xmi(CASES[name])


@given(entries())
def test_cassis_reads_whatever_is_tagged(given: Entry) -> None:
    """Of hostile texts as well."""
    cassis_reads_json(given)
    if not xmi.UNFIT().search(given.article.text):
        cassis_reads_xmi(given)


@pytest.mark.parametrize("name", FIT)
def test_what_cassis_writes_is_read(name: str) -> None:
    """Both ways."""
    given = CASES[name]
    types = cassis.TypeSystem()
    kind = types.create_type("custom.Span", "uima.tcas.Annotation")
    types.create_feature(kind, "label", "uima.cas.String")
    made = cassis.Cas(types)
    made.sofa_string = given.article.text
    for each in given.record.annotations:
        made.add(kind(begin=each.span.start, end=each.span.end, label=each.label))
    expected = Counter((each.span.start, each.span.end, each.label) for each in given.record.annotations)

    for form, data in ((cas.FORMAT, made.to_json()), (xmi.FORMAT, made.to_xmi())):
        (loaded,) = read(form, {"a": data.encode()})
        assert loaded.text == given.article.text
        assert Counter((span.start, span.end, span.label) for span in loaded.spans) == expected


def _same(found: Any, form: Format, given: Entry) -> None:
    assert found.sofa_string == given.article.text
    spans = Counter((each.begin, each.end, each.label, each.note, each.id) for each in found.select("custom.Span"))
    expected = held(form, given)
    assert spans == Counter((each.start, each.end, each.label, each.note or None, each.id) for each in expected)


@pytest.mark.parametrize("name", ["cas", "xmi"])
def test_a_file_that_is_too_large_is_not_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than a limit of it is ever in memory; the files beside it are read."""
    form = FORMATS[name]
    assert form.dump is not None
    written = files(form.dump([CASES["nested"], entry("too large", "x" * 100_000, [])], Options()))
    monkeypatch.setattr(sys.modules["reader.formats.uima.reading"], "LARGEST", 50_000)

    (fault,) = faults(form, written)

    assert "is larger than" in fault.why
    assert len(fault.data) < 50_000
