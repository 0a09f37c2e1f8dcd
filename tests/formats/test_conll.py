"""CoNLL: every span comes back from the columns, and others read them the same way."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import conllu
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.span import Span
from reader.formats.conll import FORMAT
from reader.formats.conll.tags import chunks
from reader.formats.conll.writing import dump, losses
from reader.formats.format import Entry, Loaded, Options
from reader.formats.segments import segments
from tests.formats.cases import CASES, SENTENCE, entries, entry
from tests.formats.folders import faults, files, read
from tests.strategies import texts

Rows = Counter[tuple[int, int, str]]

OPTIONS = {
    "IOB2": Options(),
    "BIOES": Options(scheme="BIOES"),
    "outermost": Options(flatten="outermost"),
    "innermost": Options(flatten="innermost", scheme="BIOES"),
}


def kept(given: Entry, options: Options) -> Rows:
    """What has to come back by what `losses` says."""
    lost: dict[str, set[str]] = {}
    for loss in losses(given, options):
        lost.setdefault(loss.annotation, set()).add(loss.what)
    rows: Rows = Counter()
    for each in given.record.annotations:
        what = lost.get(each.id, set())
        start, end = each.span.start, each.span.end
        if "cut" in what:
            start += len(each.text) - len(each.text.lstrip())
            end -= len(each.text) - len(each.text.rstrip())
        if not what & {"dropped", "flattened"}:
            rows[start, end, each.label] += 1
    return rows


def check(given: Entry, options: Options) -> Loaded:
    """Write, read, compare everything."""
    (loaded,) = read(FORMAT, files(dump([given], options)))
    assert (loaded.id, loaded.text, loaded.remarks) == (given.article.id, given.article.text, ())
    assert Counter((span.start, span.end, span.label) for span in loaded.spans) == kept(given, options)
    return loaded


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("name", CASES)
def test_every_case_comes_back(name: str, options: str) -> None:
    """Less what the losses name."""
    check(CASES[name], OPTIONS[options])


@given(entries(), st.sampled_from(sorted(OPTIONS)))
def test_whatever_is_tagged_comes_back(given: Entry, options: str) -> None:
    """Less what the losses name."""
    check(given, OPTIONS[options])


@given(st.lists(entries(), max_size=4))
def test_articles_come_back_in_order(given: list[Entry]) -> None:
    """Empty and blank ones as well."""
    loaded = read(FORMAT, files(dump(given, Options())))

    assert [(each.id, each.text) for each in loaded] == [(each.article.id, each.article.text) for each in given]


@given(texts())
def test_segments_are_the_text(text: str) -> None:
    """One after the other."""
    assert "".join(segment.of(text) for segment in segments(text)) == text


def test_no_span_is_cut_by_the_end_of_a_sentence() -> None:
    """Readers begin anew at a blank line: there is none inside of a span."""
    text = "One is. Two is. Three is."

    assert [segment.of(text) for segment in segments(text)] == ["One is. ", "Two is. ", "Three is."]
    assert [segment.of(text) for segment in segments(text, [Span(0, 3), Span(9, 17)])] == [
        "One is. ",
        "Two is. Three is.",
    ]


def test_the_columns() -> None:
    """One a label in the order of the project, and further ones where spans of a label overlap."""
    given = entry("a", "At least 49 left.", [(0, 17, "claim"), (0, 11, "claim"), (3, 11, "figure")])

    written = files(dump([given], Options(scheme="BIOES")))[""].decode()

    assert written == (
        '# newdoc id = "a.txt"\n# columns = token claim actor place figure claim.2\n# text = "At least 49 left."\n'
        "At\tB-claim\tO\tO\tO\tB-claim\nleast\tI-claim\tO\tO\tB-figure\tI-claim\n49\tI-claim\tO\tO\tE-figure\tE-claim\n"
        "left\tI-claim\tO\tO\tO\tO\n.\tE-claim\tO\tO\tO\tO\n\n"
    )


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("I-a I-a O I-b I-a B-a", [(0, 2, "a"), (3, 4, "b"), (4, 5, "a"), (5, 6, "a")]),
        ("B-a I-a B-a O I-a", [(0, 2, "a"), (2, 3, "a"), (4, 5, "a")]),
        ("S-a B-a E-a S-b O B-a I-a E-a", [(0, 1, "a"), (1, 3, "a"), (3, 4, "b"), (5, 8, "a")]),
        ("U-a B-a L-a U-a", [(0, 1, "a"), (1, 3, "a"), (3, 4, "a")]),
        ("E-a E-a nonsense I-a", [(0, 1, "a"), (1, 2, "a"), (3, 4, "a")]),
        ("", []),
    ],
)
def test_tags_of_every_scheme(tags: str, expected: list[tuple[int, int, str]]) -> None:
    """IOB1, IOB2, BIOES, BILOU, and what is none."""
    assert list(chunks(tags.split())) == expected


def test_a_label_with_a_blank_is_renamed() -> None:
    """And said."""
    given = entry("a", SENTENCE, [(0, 12, "a b"), (4, 12, "claim")])

    (loaded,) = read(FORMAT, files(dump([given], Options())))

    assert sorted(span.label for span in loaded.spans) == ["a_b", "claim"]
    assert [(loss.what, loss.label) for loss in losses(given, Options())] == [("renamed", "a b")]


CONLL_2003 = b"""-DOCSTART- -X- -X- O

EU NNP B-NP B-ORG
rejects VBZ B-VP O
German JJ B-NP B-MISC
( -LRB- O O

-DOCSTART- -X- -X- O

Peter NNP B-NP I-PER
Blackburn NNP I-NP I-PER
"""


def test_files_of_conll_2003_are_read() -> None:
    """The last column; the text from the tokens, as the file has none."""
    first, second = read(FORMAT, {"train.conll": CONLL_2003})

    assert first.text == "EU rejects German ("
    assert [(span.label, span.text) for span in first.spans] == [("ORG", "EU"), ("MISC", "German")]
    assert first.remarks == ("text put together from its tokens", "2 columns passed over")
    assert [(span.label, span.text) for span in second.spans] == [("PER", "Peter Blackburn")]


def test_offsets_are_found_again_in_a_text_at_hand() -> None:
    """Whatever blanks it has, and with the brackets of treebanks."""
    made = {"a.conll": b"# newdoc id = x\nMr.\tB-actor\n-LRB-\tO\nX\tB-actor\n-RRB-\tO\ngone\tB-place\n.\tO\n"}

    (loaded,) = read(FORMAT, made, {"x": "Mr.\r\n(X) ."})

    assert [(span.start, span.end, span.label) for span in loaded.spans] == [(0, 3, "actor"), (6, 7, "actor")]
    assert loaded.remarks == (
        "1 tokens that are not in the text passed over", "1 spans whose words are not in the text passed over",
    )  # fmt: skip


def test_a_sign_that_comments_begin_with_is_a_token() -> None:
    """And a comment that nobody knows is one."""
    made = {"a.conll": b"# anything\n# O\n#x B-actor\nnew O\n"}

    (loaded,) = read(FORMAT, made)

    assert loaded.text == "# #x new"
    assert [(span.start, span.end) for span in loaded.spans] == [(2, 4)]


def test_a_document_that_cannot_be_read_leaves_the_others() -> None:
    """It is told with its line."""
    good = b'# newdoc id = "a"\nx\tO\n\n'
    made = {"a.conll": good + b"# newdoc id = b\n\xff\tO\n\n# newdoc id = c\nx\ty\n\n" + good}

    assert [(fault.where, fault.why) for fault in faults(FORMAT, made)] == [
        ("line 5", "it is not UTF-8: invalid start byte"),
        ("line 7", "it has no column of tags"),
    ]


@given(st.binary(max_size=300))
def test_no_bytes_are_a_surprise(data: bytes) -> None:
    """Whatever stands in the file, it is read or a fault."""
    faults(FORMAT, {"a.conll": data})
    faults(FORMAT, {"a.conll": b'# newdoc id = "a"\n# columns = token a\n' + data})


def columns(given: Entry) -> Iterator[list[str]]:
    """The tags of each column of each sentence, as conllu parts them. A token `#` is a comment to it."""
    written = files(dump([given], Options()))[""].decode()
    names = ["token", *(str(number) for number in range(40))]
    for sentence in conllu.parse_incr(io.StringIO(written, newline="\n"), fields=names):
        width = max((len(token) for token in sentence), default=1)
        for column in names[1:width]:
            yield [token[column] for token in sentence]


def read_by_conllu(given: Entry) -> None:
    """As many spans of each label begin as there are, and nothing goes on that has not begun."""
    found: Counter[str] = Counter()
    for tags in columns(given):
        found.update(tag[2:] for tag in tags if tag.startswith("B-"))
        assert all(tag in ("O", f"B-{tag[2:]}") or before[2:] == tag[2:] for before, tag in pairwise(["O", *tags]))

    if "#" not in given.article.text:
        assert found == Counter(label for _, _, label in kept(given, Options()).elements())


@pytest.mark.parametrize("name", CASES)
def test_conllu_reads_the_same_spans(name: str) -> None:
    """Of every case."""
    read_by_conllu(CASES[name])


@given(entries())
def test_conllu_reads_whatever_is_tagged(given: Entry) -> None:
    """Of hostile texts as well."""
    read_by_conllu(given)


def read_by_seqeval(given: Entry) -> None:
    """As strictly as it reads IOB2."""
    from seqeval.scheme import IOB2, Entities  # noqa: PLC0415 - in the extra for peers

    found = Counter(each.tag for tags in columns(given) for each in Entities([tags], IOB2).entities[0])

    if "#" not in given.article.text:
        assert found == Counter(label for _, _, label in kept(given, Options()).elements())


@pytest.mark.peers
@pytest.mark.parametrize("name", CASES)
def test_seqeval_reads_the_same_spans(name: str) -> None:
    """Of every case."""
    read_by_seqeval(CASES[name])


@pytest.mark.peers
@given(entries())
def test_seqeval_reads_whatever_is_tagged(given: Entry) -> None:
    """Of hostile texts as well."""
    read_by_seqeval(given)


def test_samples_have_a_row_for_each_token() -> None:
    """All with the same number of columns when no spans of a label overlap."""
    given = entry("a", SENTENCE, [(0, 20, "claim"), (4, 20, "actor")])

    rows = [row for row in files(dump([given], Options()))[""].decode().split("\n") if row and not row.startswith("# ")]

    assert {row.count("\t") for row in rows} == {4}
