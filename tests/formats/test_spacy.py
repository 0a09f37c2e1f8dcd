"""spaCy's documents: the text and every span come back, by our own reading and by spaCy's."""

import random
import zlib
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given, settings

from reader.core.errors import FormatError
from reader.formats import docbin
from reader.formats.format import Entry, Fault, Loaded, Options
from reader.formats.spacy import FORMAT, laid, losses
from tests.formats.cases import CASES, entries
from tests.formats.roundtrip import files, load

pytestmark = pytest.mark.peers


def read_by_spacy(data: bytes) -> list[Any]:
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    return list(DocBin().from_bytes(data).get_docs(Vocab()))


def pack(value: object) -> bytes:
    made: bytes = import_module("srsly").msgpack_dumps(value)
    return made


def check(given_ones: list[Entry], options: Options) -> None:
    (data,) = files(FORMAT, given_ones, options).values()
    read = load(FORMAT, {"a.spacy": data})
    theirs = read_by_spacy(data)

    assert len(read) == len(theirs) == len(given_ones)
    for one, ours, doc in zip(given_ones, read, theirs, strict=True):
        lost = {loss.annotation: loss.what for loss in losses(one, options)}
        kept = [a for a in one.record.annotations if lost.get(a.id, "cut") == "cut"]
        assert isinstance(ours, Loaded)
        assert doc.text == ours.text == one.article.text
        assert (ours.id, ours.title, ours.status) == (one.article.id, one.article.title, one.record.status)
        assert (ours.note, ours.flag) == (one.record.note, one.record.flag)
        expected = {
            (
                a.id,
                a.label,
                a.text.strip() if a.id in lost else a.text,
                a.annotator,
                a.note,
                a.flag,
                a.created,
                a.updated,
            )
            for a in kept
        }
        assert expected == {
            (s.id, s.label, ours.text[s.start : s.end], s.annotator, s.note, s.flag, s.created, s.updated)
            for s in ours.spans
        }
        assert set(lost.values()) <= ({"cut", "dropped", "flattened"} if options.ents else set())
        spans = doc.ents if options.ents else doc.spans["sc"]
        assert sorted((s.id_, s.label_, s.start_char, s.end_char) for s in spans) == sorted(
            (s.id, s.label, s.start, s.end) for s in ours.spans
        )
        whole = {(a.id, a.span.start, a.span.end) for a in kept if a.id not in lost}
        assert whole <= {(s.id, s.start, s.end) for s in ours.spans}


@pytest.mark.parametrize("options", [Options(), Options(ents=True), Options(ents=True, flatten="innermost")])
def test_every_case_comes_back(options: Options) -> None:
    """Of entities all that `losses` does not name."""
    check(list(CASES.values()), options)


@given(entries())
@settings(max_examples=40)
def test_whatever_comes_back(one: Entry) -> None:
    """The same for hostile texts."""
    check([one], Options())
    check([one], Options(ents=True))


@given(entries())
def test_tokens_and_blanks_are_the_text(one: Entry) -> None:
    """And no span is between the edges of tokens."""
    spans = [annotation.span for annotation in one.record.annotations]

    words, spaces = laid(one.article.text, spans)

    together = "".join(w.of(one.article.text) + " " * s for w, s in zip(words, spaces, strict=True))
    assert together == one.article.text
    assert {s.start for s in spans} <= {w.start for w in words}
    assert {s.end for s in spans} <= {w.end for w in words}


def test_parts_are_folders_and_large_ones_are_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that nothing was drawn for has an empty file, so that training finds its folder."""
    monkeypatch.setattr("reader.formats.spacy.A_FILE", 20)
    one = CASES["nested"]
    many = [Entry(replace(one.article, id=str(n)), one.record) for n in range(20)]

    written = files(FORMAT, many, Options(split=(50, 50, 0)))
    empty = files(FORMAT, [], Options(split=(50, 50)))

    assert {path.split("/")[0] for path in written} == {"train", "dev"}
    assert len(written) >= 10
    assert len(load(FORMAT, written)) == 20
    assert list(empty) == ["train/00000.spacy", "dev/00000.spacy"]
    assert load(FORMAT, empty) == []
    assert not read_by_spacy(empty["dev/00000.spacy"])


def test_documents_of_spacy_itself_are_read() -> None:
    """As a pipeline makes them: entities, several groups, symbols of its own as labels, unknown blanks."""
    import spacy
    from spacy.tokens import Doc, DocBin, Span

    doc = spacy.blank("en")("Kyiv said  that 49 people left .")
    doc.ents = [Span(doc, 0, 1, "GPE"), Span(doc, 4, 5, "CARDINAL")]
    doc.spans["sc"] = [Span(doc, 0, 6, "claim"), Span(doc, 0, 1, "GPE")]
    doc.spans["other"] = [Span(doc, 4, 6, "QUANTITY")]
    plain = Doc(doc.vocab, words=["One", "two"])
    nothing_said = DocBin(attrs=["ORTH"], docs=[plain]).to_bytes()

    first, second = load(FORMAT, {"a.spacy": DocBin(docs=[doc, plain]).to_bytes()})
    (third,) = load(FORMAT, {"a.spacy": nothing_said})

    assert isinstance(first, Loaded)
    assert [(s.label, first.text[s.start : s.end]) for s in first.spans] == [  # type: ignore[index]  # it has a text
        ("claim", "Kyiv said  that 49 people"), ("GPE", "Kyiv"), ("QUANTITY", "49 people"), ("CARDINAL", "49"),
    ]  # fmt: skip
    assert isinstance(second, Loaded)
    assert second.text == "One two"
    assert isinstance(third, Loaded)
    assert not third.spans


def message_of(*names: str) -> dict[str, Any]:
    (data,) = files(FORMAT, [CASES[name] for name in names]).values()
    found: dict[str, Any] = import_module("srsly").msgpack_loads(zlib.decompress(data))
    return found


def packed(message: object) -> dict[str, bytes]:
    return {"a.spacy": zlib.compress(pack(message))}


def test_a_span_off_the_tokens_is_a_fault_and_the_next_document_is_read() -> None:
    """A document of spaCy would read memory that is not the document's."""
    message = message_of("nested", "crossing")
    group = pack({"name": "sc", "attrs": {}, "spans": [docbin.SPAN.pack(0, 0, 0, 5, 10**6, 0, 10**6)]})
    message["span_groups"][0] = pack({group: ["sc"]})

    first, second = load(FORMAT, packed(message))

    assert isinstance(first, Fault)
    assert "tokens 5 to 1000000" in first.why
    assert isinstance(second, Loaded)


@pytest.mark.parametrize("change", [
    {"attrs": []}, {"attrs": "x"}, {"attrs": None}, {"tokens": b"123"}, {"tokens": b""}, {"lengths": b"\xff" * 8},
    {"lengths": "a"}, {"spaces": b""}, {"strings": [1, None]}, {"strings": 3}, {"strings": []}, {"span_groups": [1, 2]},
    {"span_groups": [b"\xc1", b"\x81\xc4\x01\xc0\xc0"]}, {"flags": [3]}, {"user_data": [b"\xc1", b"\x91" * 9999]},
    {"user_data": [3, {}]}, {"span_groups": 7},
])  # fmt: skip
def test_damage_is_a_fault_or_a_format_error(change: dict[str, object]) -> None:
    """Never another exception."""
    try:
        read = load(FORMAT, packed(message_of("nested", "crossing") | change))
    except FormatError:
        return
    assert len(read) == 2


def test_any_damaged_byte_is_a_fault_or_a_format_error() -> None:
    """Of the message as it is before it is compressed, which checks itself; the start of the text decides nothing."""
    data = pack(message_of("nested", "remarked"))
    draw = random.Random(0)
    for _ in range(300):
        damaged = bytearray(data)
        damaged[draw.randrange(len(data))] = draw.randrange(256)
        try:
            load(FORMAT, {"a.spacy": zlib.compress(damaged)})
        except FormatError:
            continue


def test_what_is_no_docbin_is_refused_but_in_a_folder_only_passed_over() -> None:
    """Text, half a file, a list."""
    good = files(FORMAT, [CASES["nested"]])["train/00000.spacy"]

    for data in (
        b"text",
        b"",
        good[:-20],
        zlib.compress(b"\x91" * 100_000),
        zlib.compress(pack([1])),
    ):
        with pytest.raises(FormatError):
            load(FORMAT, {"a.spacy": data})
        assert [type(each) for each in load(FORMAT, {"a.spacy": data, "b.spacy": good})] == [Fault, Loaded]


def test_what_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file that unpacks to a large one."""
    monkeypatch.setattr(docbin, "UNPACKED", 2_000_000)

    with pytest.raises(FormatError, match="more than 2,000,000 bytes"):
        load(FORMAT, {"a.spacy": zlib.compress(bytes(3_000_000))})


def test_a_file_is_known_by_its_name_and_beginning() -> None:
    """Both."""
    data = files(FORMAT, [])["train/00000.spacy"]

    assert FORMAT.looks("a.spacy", data)
    assert not FORMAT.looks("a.bin", data)
    assert not FORMAT.looks("a.spacy", b"text")
