"""Sentences, by rules that only look at the neighbourhood of a possible break."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.span import Span
from reader.resources import folder
from reader.text import sentences
from reader.text.sentences import sentence_at
from tests.strategies import texts

SAMPLES = {"000_6ab15a8d931c05ba": 26, "003_74ce05c8ee3e18f8": 33}
"""The sample articles and how many sentences a person counts in them."""

LOOSE = st.lists(
    st.sampled_from(
        [
            *"aB5.!?…。！։।؟’'\"”»“() \n\n\t\u00a0\x1c,:中",
            "\r\n",
            "He left",
            "U.S.",
            "Mr",
            "No",
            " - ",
            "The",
            "\n- ",
            "\n* ",
            "•",
        ]
    ),
    max_size=16,
).map("".join)
"""Marks, quotes and blanks in every order."""


def sample(name: str) -> str:
    """The exact text of a sample article."""
    return (folder("seeds") / f"{name}.txt").read_bytes().decode()


def parts(text: str) -> list[str]:
    """The text of each sentence."""
    return [span.of(text) for span in sentences.sentences(text)]


@pytest.mark.parametrize(("name", "count"), SAMPLES.items())
def test_the_samples_have_as_many_sentences_as_a_person_counts(name: str, count: int) -> None:
    """Hard-wrapped lines, quotations that end a line and a missing blank after one notwithstanding."""
    assert len(parts(sample(name))) == count


def test_a_hard_wrapped_line_does_not_end_a_sentence() -> None:
    """The first sentence of the first sample goes over one."""
    text = sample("000_6ab15a8d931c05ba")

    assert next(sentences.sentences(text)) == Span(0, 223)
    assert "\n" in text[:223]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_offset_of_a_sample_is_in_its_sentence(name: str) -> None:
    """The one that a pass over the whole text finds."""
    text = sample(name)
    every = list(sentences.sentences(text))

    for offset in range(len(text)):
        over = next((s for s in every if s.holds(offset)), None)
        assert over is None or sentence_at(text, offset) == over


@given(st.one_of(texts(), LOOSE))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    """Disjoint, without blanks at their ends, and nothing but blanks between them."""
    every = list(sentences.sentences(text))

    assert all(s.of(text) == s.of(text).strip() for s in every)
    assert all(one.end <= other.start for one, other in pairwise(every))
    edges = [0, *(edge for s in every for edge in (s.start, s.end)), len(text)]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    assert "".join(text[start:end] for start, end in gaps).strip() == ""


@given(st.one_of(texts(), LOOSE))
def test_a_sentence_is_found_from_each_of_its_code_points(text: str) -> None:
    """And besides only from blanks right at its ends."""
    every = list(sentences.sentences(text))

    for offset in range(len(text)):
        found = sentence_at(text, offset)
        if text[offset].isspace() and found is not None and not found.holds(offset):
            assert found in every
            assert text[found.end : offset + 1].isspace() or text[offset : found.start].isspace()
        else:
            assert found == next((s for s in every if s.holds(offset)), None)


@given(st.one_of(texts(), LOOSE))
def test_moving_by_sentences_stops_at_each(text: str) -> None:
    """At every start going forward and back, and at every end."""
    every = list(sentences.sentences(text))

    for offset in range(len(text) + 1):
        assert sentences.next_start(text, offset) == next((s.start for s in every if s.start > offset), None)
        assert sentences.next_end(text, offset) == next((s.end for s in every if s.end > offset), None)
        assert sentences.previous_start(text, offset) == next(
            (s.start for s in reversed(every) if s.start < offset), None
        )


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith met Dr. Jones.",
        "The U.S. president spoke.",
        "It is No. 5 on the list.",
        "See Fig. 3 and pp. 4 to 6.",
        "J. R. R. Tolkien wrote it.",
        "On Jan. 5 it rose 3.5 per cent to 2,000.",
        "Firms, e.g. Gazprom, i.e. The Company, agreed.",
        "Kim Jr. went home.",
        "It rose... and fell.",
        "“Stop!” she said.",
        '"Is it?" he asked.',
        "It ended (at last!) well.",
        "Yahoo! is a firm and so on.",
        "See www.example.com today.",
        "The U.S. Army left.",
        "It ends at 3 p.m. Monday.",
        "the line goes\non here.",
        "Prime Minister\nNikol Pashinyan spoke.",
        "the line goes\r\non here.",
        'said they are "constantly talking\n" about it.',
        "1. Accra fell.",
        "the minister\n- a former general -\nleft.",
        "it was\n-5 degrees.",
        "between May\n– June –\nit rained.",
        "Er hat am 14. Mai in Cottbus gesprochen.",
    ],
)
def test_one_sentence_is_one(text: str) -> None:
    """No abbreviation, number, quotation, ellipsis or soft newline ends it."""
    assert parts(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came. She left.", ["He came.", "She left."]),
        ("He came.\nShe left.", ["He came.", "She left."]),
        ("Really?! Yes! No…  Well.", ["Really?!", "Yes!", "No…", "Well."]),
        ("He said “no.” She left.", ["He said “no.”", "She left."]),
        ("(He came.) She left.", ["(He came.)", "She left."]),
        ('It was "tense". "No," he said.', ['It was "tense".', '"No," he said.']),
        ("He lives in the U.S. The rest left.", ["He lives in the U.S.", "The rest left."]),
        ("He came to No. It was late.", ["He came to No.", "It was late."]),
        ("It cost 5. Then 6.", ["It cost 5.", "Then 6."]),
        ("Two:\n1. He came.\n 2. She left.\r\n\r\n12. All.", ["Two:\n1. He came.", "2. She left.", "12. All."]),
        ("Firms:\n- Shell: 3\n  or 4\n- Eni\n\t* 12 men", ["Firms:", "- Shell: 3\n  or 4", "- Eni", "* 12 men"]),
        ("• milk\r\n• eggs\n▪ “Bread”", ["• milk", "• eggs", "▪ “Bread”"]),
        ("the first since\n1989. The union won.", ["the first since\n1989.", "The union won."]),
        ("Seit 2014. Mai kam.", ["Seit 2014.", "Mai kam."]),
        ("in contact”,\nThe Ministry said so.", ["in contact”,", "The Ministry said so."]),
        ("by Mr.\n\nThe text begins", ["by Mr.", "The text begins"]),
        ("It was “the U.S.” Nobody left.", ["It was “the U.S.”", "Nobody left."]),
        ("A title\n\nThe text begins", ["A title", "The text begins"]),
        ("A title\r\n \r\nthe text begins", ["A title", "the text begins"]),
        ("He came. - She left.", ["He came.", "- She left."]),
        ("他来了。她走了！「真的？」好", ["他来了。", "她走了！", "「真的？」", "好"]),
        ("वह आया। वह गई॥ हाँ", ["वह आया।", "वह गई॥", "हाँ"]),
        ("هل جاء؟ نعم. لا", ["هل جاء؟", "نعم.", "لا"]),
        ("یہ ہے۔ وہ گیا", ["یہ ہے۔", "وہ گیا"]),
        ("Նա եկավ։ Նա գնաց։", ["Նա եկավ։", "Նա գնաց։"]),
        ("Он пришёл. Она ушла.", ["Он пришёл.", "Она ушла."]),
        ("Ποιος ήρθε; Κανείς δεν ήρθε.", ["Ποιος ήρθε;", "Κανείς δεν ήρθε."]),
        ("Ήρθε\u037e Όχι· έφυγε.", ["Ήρθε\u037e", "Όχι· έφυγε."]),
        ("Նա եկավ: Նա գնաց:", ["Նա եկավ:", "Նա գնաց:"]),
        ("ის მოვიდა. ის წავიდა.", ["ის მოვიდა.", "ის წავიდა."]),
        ("መጣ። ሄደ።", ["መጣ።", "ሄደ።"]),
        ("သူ လာ၏။ သူ သွား၏။", ["သူ လာ၏။", "သူ သွား၏။"]),
        ("គាត់មក។ គាត់ទៅ។", ["គាត់មក។", "គាត់ទៅ។"]),
        ("ཁོང་ཕེབས། ཁོང་ཐོན།", ["ཁོང་ཕེབས།", "ཁོང་ཐོན།"]),
        ("彼は来た。彼女は「来た。」と言った。", ["彼は来た。", "彼女は「来た。」", "と言った。"]),
        ("그가 왔다. 그녀는 갔다.", ["그가 왔다.", "그녀는 갔다."]),
        ("„Er kam.“ Sie ging.", ["„Er kam.“", "Sie ging."]),
        ("He came: A man left; B stayed.", ["He came: A man left; B stayed."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_sentences_are_parted(text: str, expected: list[str]) -> None:
    """At closing marks of many scripts with what closes after them, at blank lines, and after quotations."""
    assert parts(text) == expected


def test_a_blank_line_is_in_no_sentence() -> None:
    """But the blanks after a sentence are in it."""
    text = "He came.  She left. \n\n The end."

    assert sentence_at(text, 8) == Span(0, 8)
    assert sentence_at(text, 20) is None


def test_a_sentence_longer_than_any_is_cut_around_the_cursor() -> None:
    """A dump without an end costs no more than a text."""
    text = "word " * 100_000

    found = sentence_at(text, 250_000)

    assert found is not None
    assert found.holds(250_000)
    assert len(found) < 3 * sentences.REACH
    assert sentences.next_start(text, 250_000) == found.end
    assert (sentences.previous_start(text, 250_000) or 0) < 250_000


@given(texts())
def test_edges_are_where_sentences_begin(text: str) -> None:
    """All of them but the first, whatever blanks are around."""
    edges = [edge for edge in sentences.sentence_edges(text) if text[:edge].strip()]

    assert edges == [sentence.start for sentence in sentences.sentences(text)][1:]
