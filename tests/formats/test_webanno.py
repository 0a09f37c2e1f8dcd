"""WebAnno TSV: read as INCEpTION reads it, text and spans are what they were; what it writes is read."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.format import Entry, Loaded, Options
from reader.formats.webanno import FORMAT, escapes
from reader.formats.webanno.writing import dump
from tests.formats.cases import CASES, entries, entry
from tests.formats.folders import faults, files, read
from tests.formats.inception import inception
from tests.strategies import texts

Rows = Counter[tuple[int, int, str, str]]


def rows(given: Entry) -> Rows:
    """What is written; line ends of notes are of one kind."""
    return Counter(
        (each.span.start, each.span.end, each.label, each.note.replace("\r\n", "\n").replace("\r", "\n"))
        for each in given.record.annotations
    )


def check(given: Entry) -> Loaded:
    """Write, read, compare everything."""
    (loaded,) = read(FORMAT, files(dump([given], Options())))
    assert (loaded.text, loaded.remarks) == (given.article.text, ())
    assert Counter((span.start, span.end, span.label, span.note) for span in loaded.spans) == rows(given)
    return loaded


@pytest.mark.parametrize("name", CASES)
def test_every_case_comes_back(name: str) -> None:
    """All of it."""
    check(CASES[name])


@given(entries())
def test_whatever_is_tagged_comes_back(given: Entry) -> None:
    """All of it; and by the rules of INCEpTION's own reader as well."""
    check(given)
    (data,) = files(dump([given], Options())).values()

    text, spans = inception(data)

    assert text == given.article.text + "\n"
    assert Counter(spans) == Counter((start, end, label) for start, end, label, _ in rows(given).elements())


@pytest.mark.parametrize("name", CASES)
def test_inception_reads_every_case(name: str) -> None:
    """By its rules; it adds a newline to every text."""
    given = CASES[name]
    (data,) = files(dump([given], Options())).values()

    text, spans = inception(data)

    assert text == given.article.text + "\n"
    assert Counter(spans) == Counter((start, end, label) for start, end, label, _ in rows(given).elements())


@given(st.lists(st.text(max_size=6).filter(lambda label: label and "\r" not in label), min_size=1, max_size=3))
def test_whatever_a_label_is_called_it_comes_back(labels: list[str]) -> None:
    """Alone on a row and in company, by our reader and by the rules of INCEpTION."""
    given = entry("a", "One two", [(0, 3, labels[0]), *((4, 7, label) for label in dict.fromkeys(labels))])
    check(given)
    (data,) = files(dump([given], Options())).values()

    assert Counter(inception(data)[1]) == Counter(
        (start, end, label) for start, end, label, _ in rows(given).elements()
    )


def test_the_file() -> None:
    """Rows for tokens, parts where spans begin inside, numbers on what has several rows or company; UTF-16."""
    given = entry("a", "👍 One\ntwo.", [(0, 1, "claim"), (3, 9, "actor"), (0, 10, "place")])

    written = files(dump([given], Options()))["a.tsv"].decode()

    assert written == (
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|label\n\n\n#Text=👍 One\n#Text=two.\n"
        "1-1\t0-2\t👍\tplace[1]|claim[2]\t\n1-2\t3-6\tOne\tplace[1]\t\n1-2.1\t4-6\tne\tactor[3]\t\n"
        "1-3\t7-10\ttwo\tplace[1]|actor[3]\t\n1-4\t10-11\t.\tplace[1]\t\n"
    )


SUITE = b"""#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value
#T_SP=webanno.custom.Plain|
#T_SP=webanno.custom.Frame|ROLE_webanno.custom.Frame:Roles_webanno.custom.FrameRolesLink|webanno.custom.Lu
#T_RL=webanno.custom.Rel|kind|BT_webanno.custom.Plain


#Sentence.id=s1
#Text=aaaaaa bbb\\tb
1-1\t0-6\taaaaaa\tNN\t*[1]|x[2]\tPER[1]|a\\|b\\[[2]\t_\t_\t_\t_\t_\t
1-1.1\t3-6\taaa\t_\t*[3]\tLOC[3]\t*\t_\t_\t_\t_\t
1-2\t7-12\tbbb\\tb\tNN\t*[1]|*[3]\tPER[1]|LOC[3]\t_\ta;b\t1-1;1-1\tr\t1-1.1\t
1-2.1\t12-12\t\t_\t*\tZERO\t_\t_\t_\t_\t_\t

#Text=Next
2-1\t15-19\tNext\tNN\t_\t_\t_\t_\t_\t_\t_\t
"""


def test_what_inception_writes_is_read() -> None:
    """Several layers and features, links, relations, nothing between tokens, a gap between sentences."""
    (loaded,) = read(FORMAT, {"doc.txt.tsv": SUITE})

    assert loaded.id == "doc.txt"
    assert loaded.text == "aaaaaa bbb\tb\n  Next"
    assert sorted((span.start, span.end, span.label) for span in loaded.spans) == [
        (0, 6, "a|b["), (0, 12, "PER"), (3, 6, "Plain"), (3, 12, "LOC"), (7, 12, "Frame"),
    ]  # fmt: skip
    assert sorted(loaded.remarks) == [
        "1 spans that are empty or outside of the text passed over",
        "layer de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS passed over",
        "layer webanno.custom.Rel passed over",
        "links passed over",
    ]


def test_older_versions_escape_as_java_does() -> None:
    """Until 3.1."""
    data = b'#FORMAT=WebAnno TSV 3.1\n#T_SP=custom.Span|label\n\n\n#Text=\\uD83D\\uDC4D \\"a\\"\n1-1\t0-2\tx\tclaim\t\n'

    (loaded,) = read(FORMAT, {"a.tsv": data})

    assert loaded.text == '👍 "a"'
    assert [span.text for span in loaded.spans] == ["👍"]


@given(texts(), st.text())
def test_escapes_come_back(text: str, value: str) -> None:
    """Of texts all; of values all but carriage returns, which have none."""
    assert escapes.text_of(escapes.text(text)) == text
    assert escapes.value_of(escapes.value(value)) == value.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    "body",
    [
        b"x",
        b"#Text=a\n1-1\t5000000-5000001\ta\t_\t\n",
        b"#Text=ab\n1-1\t0-1\ta\t_\t\n\n#Text=c\n2-1\t1-2\tc\t_\t\n",
        b"\xff",
    ],
)
def test_a_file_that_contradicts_itself_is_a_fault(body: bytes) -> None:
    """The others are read."""
    made = {"a.tsv": b"#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|label\n\n\n" + body, "b.tsv": SUITE}

    assert [fault.where for fault in faults(FORMAT, made)] == ["a.tsv"]


@given(st.binary(max_size=300))
def test_no_bytes_are_a_surprise(data: bytes) -> None:
    """Whatever stands in the file, it is read or a fault."""
    faults(FORMAT, {"a.tsv": data})
    faults(FORMAT, {"a.tsv": SUITE + data})
    faults(FORMAT, {"a.tsv": b"#FORMAT=WebAnno TSV 3.3\n#T_SP=a.B|c|d\n\n\n#Text=abc\n1-1\t0-3\tabc\t" + data})
