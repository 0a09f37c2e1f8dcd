"""The command language: every construct is read, every fault is named with its column, what is written is read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.label import DEFAULT_LABELS
from reader.session.commanding import language as say
from reader.session.commanding.language import Command, Condition, Pattern, Relation, TextTest
from reader.session.commanding.parsing import COMPARED, DEPTH, LONGEST, RESERVED, STATUSES, parse
from reader.session.commanding.tokens import CommandError
from reader.session.commanding.writing import written

NAMES = [label.name for label in DEFAULT_LABELS]
MOSCOW = TextTest("text", "=", Pattern("Moscow"))


def where(condition: Condition) -> Command:
    """The command that lists all spans that meet a condition."""
    return Command("list", where=condition)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("tag place /Mosc(ow|ou)/", Command("tag", "place", pattern=Pattern("Mosc(ow|ou)", is_regex=True))),
        (
            "tag place /a\\/b\\d/pi",
            Command("tag", "place", pattern=Pattern("a/b\\d", is_regex=True, any_case=True, parts=True)),
        ),
        ('tag actor "the army"i', Command("tag", "actor", pattern=Pattern("the army", any_case=True))),
        ('relabel actor place where text = "Moscow"', Command("relabel", "actor", "place", where=MOSCOW)),
        ("relabel 'old name' place", Command("relabel", "old name", "place")),
        ("relabel * place", Command("relabel", None, "place")),
        ("delete figure where length > 5 words", Command("delete", "figure", where=say.LengthTest(">", 5, "words"))),
        ("list claim where contains figure", Command("list", "claim", where=Relation("contains", "figure"))),
        ('note any "look \\"here\\"\\n"', Command("note", note='look "here"\n')),
        ("flag “claim”", Command("flag", "claim")),
        ("unflag claim", Command("unflag", "claim")),
        ("accept * where score >= 0.9", Command("accept", where=say.ScoreTest(">=", 0.9))),
        ("refuse actor", Command("refuse", "actor")),
        ("list * where text=Moscow", where(MOSCOW)),
        ("list * where note", where(say.Has("note"))),
        ("list * where flag", where(say.Has("flag"))),
        ('list * where note != ""', where(TextTest("note", "!=", Pattern("")))),
        (
            "list * where text ~ /^the/i",
            where(TextTest("text", "~", Pattern("^the", is_regex=True, any_case=True))),
        ),
        ('list * where article like "2024/*"', where(TextTest("article", "like", Pattern("2024/*")))),
        ("list * where annotator contains maria", where(TextTest("annotator", "contains", Pattern("maria")))),
        ("list * where length <= 80 characters", where(say.LengthTest("<=", 80))),
        ("list * where label != place", where(say.NameTest("label", "!=", "place"))),
        ("list * where status = done", where(say.NameTest("status", "=", "done"))),
        ("list * where created >= 2026-11-20", where(say.TimeTest("created", ">=", "2026-11-20"))),
        ("list * where updated < '2026-11-20 10:00'", where(say.TimeTest("updated", "<", "2026-11-20T10:00"))),
        ("list * where inside *", where(Relation("inside", None))),
        ("list * where overlaps 'gone'", where(Relation("overlaps", "gone"))),
        (
            "list * where flag or note and not inside claim",
            where(say.Or((say.Has("flag"), say.And((say.Has("note"), say.Not(Relation("inside", "claim"))))))),
        ),
        (
            "list * where (flag or note) and flag",
            where(say.And((say.Or((say.Has("flag"), say.Has("note"))), say.Has("flag")))),
        ),
    ],
)
def test_every_construct_is_read(text: str, command: Command) -> None:
    """As the value it means."""
    assert parse(text, DEFAULT_LABELS) == command


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("", 1, "expected tag, relabel"),
        ("lst actor", 1, "or list, not lst"),
        ("list", 5, "expected a label (claim, actor, place, figure), * or a label in quotation marks, not the end"),
        ("list person", 6, "expected a label (claim"),
        ("tag 'person' /x/", 5, "expected a label (claim"),
        ("tag place Moscow", 11, "expected what to find"),
        ("tag place ' '", 11, "expected what to find"),
        ("tag place //", 11, "expected an expression such as"),
        ("tag place /a(b/", 15, "an expression that can be read (missing )"),
        ("tag place /a/ix", 15, "expected nothing or i or p, not x"),
        ("list * where text ~ /a/p", 24, "expected nothing or i, not p"),
        ("tag place /a/ where label = actor", 21, "what a span has before it is tagged"),
        ("list * text = a", 8, "expected “where” or the end, not text"),
        ("list * where flag flag", 19, "expected “and”, “or” or the end, not flag"),
        ("list * where (flag", 19, "expected “and”, “or” or “)”, not the end"),
        ("list * where", 13, "expected not, (, text, length"),
        ("list * where text > a", 19, "expected =, !=, ~, contains or like"),
        ("list * where text ~ a", 21, "expected an expression such as"),
        ("list * where text = 'a", 21, "a string that ' closes"),
        ("list * where text =", 20, "expected a string, not the end"),
        ("list * where length > many", 23, "expected a whole number, not many"),
        ("list * where score > 2", 22, "expected a number between 0 and 1"),
        ("list * where created > yesterday", 24, "expected a date such as 2026-11-20"),
        ("list * where created > 2026-13-20", 24, "expected a date such as"),
        ("list * where label = *", 22, "expected the name of one label"),
        ("list * where status = shut", 23, "expected open, done or skipped"),
        ("note actor flag", 12, "expected the note in quotation marks"),
        ("list * where " + "not " * DEPTH + "flag", 14 + 4 * DEPTH, "deep"),
        ("list * where " + "(" * 5000, 14 + DEPTH, "deep"),
        ("list *" + " " * LONGEST, LONGEST + 1, "expected the end"),
    ],
)
def test_a_fault_is_one_sentence_with_its_column(text: str, column: int, expected: str) -> None:
    """It says what was expected there, and what stands there."""
    with pytest.raises(CommandError) as caught:
        parse(text, DEFAULT_LABELS)

    assert caught.value.column == column
    assert str(caught.value).startswith(f"column {column}: expected ")
    assert expected in str(caught.value)


TYPED = [*"\"'/()=<>!~\\ipa*“”\n5. ", " where ", "tag place ", "text", " and ", "not ", "length > ", "note ", "/a/"]


@given(st.lists(st.sampled_from(TYPED), max_size=20).map("".join))
def test_whatever_is_typed_is_a_command_or_a_fault(text: str) -> None:
    """And nothing else goes wrong; the column of a fault is one of the command."""
    column = 1
    try:
        parse("list * where " + text, DEFAULT_LABELS)
    except CommandError as error:
        column = error.column

    assert 1 <= column <= len(text) + 14


strings = st.text(max_size=8)
labels = st.sampled_from(NAMES) | strings.filter(bool)
expressions = st.builds(
    Pattern,
    st.sampled_from(["a", "a/b", r"\d+", "[/]", r"\\", 'say "x"', "(?i)m", r"\/\n"]).map(
        lambda s: s.replace(r"\/", "/")
    ),
    is_regex=st.just(value=True),
    any_case=st.booleans(),
)
words = st.builds(Pattern, strings, any_case=st.booleans())
compared = st.sampled_from(COMPARED)
same = st.sampled_from(["=", "!="])
fields = st.sampled_from(["text", "note", "annotator", "article"])
tests = st.one_of(
    st.builds(TextTest, fields, st.just("~"), expressions),
    st.builds(TextTest, fields, st.sampled_from(["=", "!=", "contains", "like"]), words),
    st.builds(say.NameTest, st.just("label"), same, labels),
    st.builds(say.NameTest, st.just("status"), same, st.sampled_from(STATUSES)),
    st.builds(say.LengthTest, compared, st.integers(0, 99), st.sampled_from(["chars", "words"])),
    st.builds(say.ScoreTest, compared, st.floats(0, 1)),
    st.builds(say.TimeTest, st.sampled_from(["created", "updated"]), compared, st.dates().map(str)),
    st.builds(say.Has, st.sampled_from(["flag", "note"])),
    st.builds(Relation, st.sampled_from(["contains", "inside", "overlaps"]), st.none() | labels),
)
conditions = st.recursive(
    tests,
    lambda inner: st.one_of(
        st.builds(say.Not, inner),
        st.builds(say.And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(say.Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
targets = st.none() | labels
commands = st.one_of(
    st.builds(Command, st.sampled_from(["list", "delete", "flag", "accept"]), targets, where=st.none() | conditions),
    st.builds(Command, st.just("relabel"), targets, st.sampled_from(NAMES), where=st.none() | conditions),
    st.builds(Command, st.just("note"), targets, note=strings, where=st.none() | conditions),
    st.builds(
        Command, st.just("tag"), st.sampled_from(NAMES), pattern=expressions | words.filter(lambda w: w.source.strip())
    ),
)


@given(commands)
def test_what_is_written_is_read_as_the_same_command(command: Command) -> None:
    """Whatever labels, strings and expressions stand in it."""
    assert parse(written(command, DEFAULT_LABELS), DEFAULT_LABELS) == command


def test_no_word_of_the_language_is_a_label_without_quotation_marks() -> None:
    """A label of that name would be read as something else."""
    assert not RESERVED.intersection(NAMES)
