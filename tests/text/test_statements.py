"""Statements: what is said in a sentence, by the two sample articles and by how news attributes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.resources import folder
from reader.text import clauses, sentences, units
from reader.text.statements import statement_at
from tests.strategies import texts

SAMPLES = ["000_6ab15a8d931c05ba", "003_74ce05c8ee3e18f8"]
FIRST, SECOND = ((folder("seeds") / f"{name}.txt").read_bytes().decode() for name in SAMPLES)
"""The exact texts of the sample articles."""

LOOSE = st.lists(
    st.sampled_from(
        ["He ", "said ", "that ", "they came ", ", ", ". ", '"', "“", "”", "According to ", "As ", "told ", "\n", "insisting ", "- "]
    ),
    max_size=18,
).map("".join)  # fmt: skip
"""Speakers, verbs, marks and what is said, in every order."""


def found(text: str, place: str) -> str | None:
    """The statement from a place in the text."""
    span = statement_at(text, text.index(place))
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("text", "places", "start", "end"),
    [
        (FIRST, ["Speaking at", "Pashinyan warned", "warned", "Azerbaijan could"], "Azerbaijan could", "conflict zone"),
        (FIRST, ["In his turn", "said they", "they are"], "they are", 'in constant contact"'),
        (FIRST, ["constantly"], "constantly", "in constant contact"),
        (FIRST, ["According to the ministry", "Azerbaijan was"], "Azerbaijan was", "and drones"),
        (FIRST, ["The situation", "tense", ", authorities", "authorities"], "The situation", 'remains "tense"'),
        (FIRST, ["On September 13, at", "at 00:05", '"a spokesperson', "Aram", "posted on"], "On September 13, at", "calibre firearms"),
        (FIRST, ["Torosyan also", "also said", "there were"], "there were casualties but", "casualties"),
        (FIRST, ["He also claimed", "in some directions"], "in some directions", "Armenian territory"),
        (FIRST, ["As a result, some"], "As a result, some", "women and children."),
        (FIRST, ["some villages"], "some villages", "women and children."),
        (FIRST, ["Officials said", "there were casualties on"], "there were casualties on", "Azerbaijani side"),
        (FIRST, ["Torosyan denied", "those claims"], "Torosyan denied", "those claims"),
        (FIRST, ["insisting", "the fighting was"], "the fighting was", 'political leadership"'),
        (FIRST, ["He said that", "information groundwork"], "the Azerbaijani military laid", "few days"),
        (FIRST, ["Baku has alleged"], "Baku has alleged", "in Brussels."),
        (SECOND, ["Shortly after midnight", "Yerevan reported", "intensive"], "Azeri forces", "its territory"),
        (SECOND, ["The enemy", "the Armenian Defence", "announced hours"], "The enemy", "civilian infrastructure"),
        (SECOND, ["Yerevan has also", 'forces "are'], "Azerbaijani forces", 'Armenian territory"'),
        (SECOND, ["are trying"], "are trying", "Armenian territory"),
        (SECOND, ["At least 49", ", according to", "Nikol"], "At least 49", "latest attacks"),
        (SECOND, ["According to the Defence", "its military"], "its military", "trench mortars'"),
        (SECOND, ["were attacked"], "were attacked", "trench mortars"),
        (SECOND, ["For this reason"], "For this reason", 'firing points".'),
        (SECOND, ["decisive"], "decisive", "firing points"),
        (SECOND, ["Amid the clash", "although it failed", "Azeri media"], "Amid the clash", "within minutes"),
        (SECOND, ["As The Moscow", "the war in Ukraine", "rumours"], "the war in Ukraine", "Ukrainian territory"),
        (SECOND, ["Furthermore", "as reports", "Armenia has appealed"], "Armenia has appealed", "Nations for help"),
        (SECOND, ["Meanwhile", "its neighbour", ", Foreign", "Mevlut", "Djeyhun"], "Meanwhile", "with its neighbour"),
        (SECOND, ["cease its"], "cease its", "and cooperation"),
        (SECOND, ["With this new", "said European", "Ursula", "Cooperation Council"], "With this new", "fossil fuels"),
    ],
)  # fmt: skip
def test_statements_of_the_samples(text: str, places: list[str], start: str, end: str) -> None:
    """From each place in the sentence what a person would tag: who says it stays outside."""
    begin = text.index(start)
    expected = text[begin : text.index(end, begin) + len(end)]

    assert [found(text, place) for place in places] == [expected] * len(places)


@pytest.mark.parametrize(
    ("text", "place", "statement"),
    [
        ("He told the parliament on Monday that they came.", "He", "they came"),
        ("He said in a statement that they had come.", "He", "they had come"),
        ("He said, however, that they had come.", "He", "they had come"),
        ("They had come at dawn, Smith told Reuters on Monday.", "Smith", "They had come at dawn"),
        ("They had come at dawn, John Smith, the mayor, said.", "mayor", "They had come at dawn"),
        ("They had come at dawn, he said, adding that it rained.", "he said", "They had come at dawn"),
        ("They had come at dawn, he said, adding that it rained.", "adding", "it rained"),
        ("They fired on Goris, Sotk and Kapan, officials said.", "Sotk", "They fired on Goris, Sotk and Kapan"),
        ("“We had to come,” said Smith.", "Smith", "We had to come"),
        ("“Why did they come?” asked Smith.", "Why", "Why did they come?"),
        ("“They came. They left again,” said Smith.", "Smith", "They came. They left again"),
        ('Smith said: "We had to come."', "Smith", "We had to come"),
        ('Smith said, "We had to come".', "Smith", "We had to come"),
        ("In Brussels, he said that they came.", "In", "they came"),
        ("In Brussels, he wrote on Monday.", "In", "In Brussels, he wrote on Monday."),
        ("He said that it rained, and insisted that they came.", "rained", "it rained"),
        ("He said that it rained, and insisted that they came.", "insisted", "they came"),
        ("According to Smith, Jones said that they came.", "According", "Jones said that they came"),
        ("According to Smith, Jones said that they came.", "came", "they came"),
        ("The town that fell was theirs, and they left.", "and they", "and they left."),
        ("He reported the loss of the town that fell.", "He", "He reported the loss of the town"),
        ("He said that they came but did not know why.", "He", "they came but did not know why"),
        ("They came.", "They", "They came."),
    ],
)
def test_statements_elsewhere(text: str, place: str, statement: str) -> None:
    """However it is told who says it; nothing that only looks like it counts."""
    assert found(text, place) == statement


def test_a_blank_line_says_nothing() -> None:
    """And neither does an empty text."""
    assert statement_at("They came.\n\nThey left.", 11) is None
    assert units.unit_at("", 0, "statement") is None


def test_a_statement_can_be_asked_for_by_name_but_is_no_rung_of_the_ladder() -> None:
    """It need not hold the cursor, so nothing grows by it."""
    text = "He said that they came."

    found = units.unit_at(text, 0, "statement")

    assert found is not None
    assert found.of(text) == "they came"
    assert "statement" not in units.UNITS


@pytest.mark.parametrize("text", [FIRST, SECOND], ids=["000", "003"])
def test_a_statement_of_a_sample_stays_in_its_sentence(text: str) -> None:
    """There is one from every code point of every sentence."""
    for sentence in sentences.sentences(text):
        for offset in range(sentence.start, sentence.end):
            statement = statement_at(text, offset)
            assert statement is not None
            assert sentence.contains(statement)


@given(st.one_of(texts(), LOOSE))
def test_a_statement_in_any_text_is_trimmed(text: str) -> None:
    """And stands wherever a clause or sentence does."""
    for offset in range(len(text)):
        statement = statement_at(text, offset)
        if statement is not None:
            assert statement.of(text) == statement.of(text).strip()
        elif clauses.clause_at(text, offset) or sentences.sentence_at(text, offset):
            assert not text[offset].isalnum()
