"""Every rule finds what breaks it and nothing else, and says what would put it right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.core.annotations import Annotations
from reader.core.article import Article
from reader.core.errors import ReaderError
from reader.core.label import DEFAULT_LABELS, Label, LabelSet, Look
from reader.core.record import Record
from reader.core.span import Span
from reader.core.step import Step
from reader.corpus.corpus import open_corpus
from reader.session.checking.check import Check
from reader.session.checking.finding import Finding
from reader.session.checking.page import Expectations
from reader.session.checking.repairing import change_of
from reader.session.checking.rules import BY_ID, RULES, chosen
from reader.session.corpuswide import Hit, Wanted, refusal_of
from reader.session.tagging import Author
from reader.session.walking import Seen, Walk
from reader.store.store import Store
from tests.stores import keep

AUTHOR = Author("tester", "2026-01-01T00:00:00.000+00:00")
CLAIM, ACTOR, PLACE, FIGURE = (label.name for label in DEFAULT_LABELS)

Marked = tuple[str, Sequence[tuple[str, str]]]
"""A text, and its spans: words with `|` around those meant when they stand there more than once, and a label."""

BROKEN: dict[str, tuple[Sequence[Marked], Sequence[str]]] = {
    "E101": ([("He left Moscow.", [("Mosc", PLACE)])], ["Mosc"]),
    "E102": ([("The flag 🇦🇲 flies.", [("flag 🇦", ACTOR)])], ["flag 🇦"]),
    "E103": ([("He left Moscow.", [(" Moscow", PLACE)])], [" Moscow"]),
    "L201": (
        [("It rained. Putin left.", [("It rained.", CLAIM), ("Putin left.", CLAIM), ("Putin", ACTOR)])],
        ["It rained."],
    ),
    "L202": ([("Ten came. Two left.", [("Ten came.", CLAIM), ("Ten", FIGURE), ("Two", FIGURE)])], ["Two"]),
    "L203": ([("He left Moscow.", [("He", "person"), ("Moscow", PLACE)])], ["He"]),
    "R301": ([("He left Moscow.", [("Moscow", PLACE), ("Moscow", PLACE)])], ["Moscow"]),
    "R302": ([("To the Kremlin.", [("the Kremlin", PLACE), ("Kremlin", PLACE)])], ["Kremlin"]),
    "S401": (
        [
            ("Moscow said so.", [("Moscow", PLACE)]),
            ("In Moscow.", [("Moscow", PLACE)]),
            ("Moscow!", [("Moscow", ACTOR)]),
        ],
        ["Moscow"],
    ),
    "S402": ([("Moscow said so. In Moscow it rained.", [("|Moscow| said", PLACE)])], ["Moscow"]),
    "S403": ([("He said that he knew that he left as he did.", [("that |he| knew", ACTOR)])], ["he"]),
    "S404": (
        [
            (
                "Kremlin and Kremlin and the Kremlin.",
                [("|Kremlin| and K", PLACE), ("and |Kremlin| and t", PLACE), ("the Kremlin", PLACE)],
            )
        ],
        ["the Kremlin"],
    ),
}
"""What breaks a rule, and the words of its findings."""

REPAIRED = {
    "E101": [("Moscow", PLACE)],
    "E102": [("flag 🇦🇲", ACTOR)],
    "E103": [("Moscow", PLACE)],
    "R301": [("Moscow", PLACE)],
    "R302": [("the Kremlin", PLACE)],
    "S401": [("Moscow", PLACE)],
    "S402": [("Moscow", PLACE), ("Moscow", PLACE)],
    "S404": [("Kremlin", PLACE)] * 3,
}
"""What is tagged, of the article with the finding, when its repair was done."""

SOUND: Sequence[Marked] = (
    (
        "Putin said 20 people left Moscow.",
        [("Putin said 20 people left Moscow.", CLAIM), ("Putin", ACTOR), ("20", FIGURE)],
    ),
    ("The Kremlin, U.S. and Nagorno-Karabakh", [("Kremlin", ACTOR), ("U.S.", ACTOR), ("Nagorno-Karabakh", PLACE)]),
    (
        "“3.5” is not 35, and Moscow State University is in Russia.",
        [("Russia", PLACE), ("Moscow State University", ACTOR)],
    ),
    ("北京大学在北京", [("在", PLACE)]),
)
"""Articles that break no rule together."""


KEPT = "One cold day in the winter he left Moscow by train, and he never came back again."
"""Words that an edit leaves alone."""


def place(text: str, words: str) -> Span:
    """Where some words stand."""
    before, bar, rest = words.partition("|")
    meant = rest.partition("|")[0] if bar else words
    start = text.index(words.replace("|", "")) + (len(before) if bar else 0)
    return Span(start, start + len(meant))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for articles."""
    return tmp_path


def checked(folder: Path, articles: Sequence[Marked], *rules: str, labels: LabelSet = DEFAULT_LABELS) -> list[Finding]:
    """What is found in articles that are written, with their spans kept."""
    records = []
    for number, (text, spans) in enumerate(articles):
        article = Article(f"{number}.txt", text)
        (folder / article.id).write_text(text, newline="")
        stray = tuple(AUTHOR.annotate(text, place(text, words), label) for words, label in spans)
        records.append(Record(article.id, article.title, article.sha256, len(text), stray=stray))
    keep(folder / "annotations.json", *records)
    return list(check_of(folder, *rules, labels=labels).findings())


def check_of(folder: Path, *rules: str, labels: LabelSet = DEFAULT_LABELS) -> Check:
    """A check of a folder by these rules; by all when none is named."""
    store = Store.for_reading(folder / "annotations.json")
    return Check(Walk(open_corpus(folder), store), labels, rules or frozenset(BY_ID))


def words_of(folder: Path, finding: Finding) -> str:
    """The words that a finding is about."""
    assert finding.span is not None
    return finding.span.of((folder / finding.article).read_text())


@pytest.mark.parametrize("rule", BROKEN)
def test_a_rule_finds_what_breaks_it(folder: Path, rule: str) -> None:
    """At its place, with line and column, and by no other name."""
    articles, words = BROKEN[rule]

    found = checked(folder, articles, rule)

    assert [(finding.rule, words_of(folder, finding)) for finding in found] == [(rule, each) for each in words]
    assert all(finding.span and (finding.line, finding.column) == (1, finding.span.start + 1) for finding in found)


def test_sound_articles_break_no_rule(folder: Path) -> None:
    """Names in longer names, abbreviations, compounds, numbers, a script without blanks: of each one is tagged."""
    assert checked(folder, SOUND) == []


@pytest.mark.parametrize("rule", REPAIRED)
def test_a_repair_puts_it_right(folder: Path, rule: str) -> None:
    """As one change of the article; afterwards the rule finds nothing."""
    (finding,) = checked(folder, BROKEN[rule][0], rule)
    store = Store.for_reading(folder / "annotations.json")
    seen = next(
        each
        for each in Walk(open_corpus(folder), store).all()
        if isinstance(each, Seen) and each.article.id == finding.article
    )
    kept = seen.kept
    assert kept is not None
    assert finding.repair is not None

    change = change_of(seen.article, kept.on(seen.article), [finding.repair], AUTHOR)

    after = kept.on(seen.article).changed(change, seen.article.text)
    assert [(a.text, a.label) for a in after.annotations] == REPAIRED[rule]
    assert after.stray == ()
    assert bool(BY_ID[rule].repair)


def test_what_is_not_there_any_more_is_not_repaired(folder: Path) -> None:
    """A second time nothing is left to do."""
    (finding,) = checked(folder, BROKEN["E101"][0], "E101")
    article = Article("0.txt", BROKEN["E101"][0][0][0])
    assert finding.repair is not None

    change = change_of(article, Record.of(article), [finding.repair], AUTHOR)

    assert (change.removed, change.added) == ((), ())


def test_a_repair_onto_a_span_that_is_there_only_deletes(folder: Path) -> None:
    """So that no twin is made."""
    text = "He left Moscow."
    (finding,) = checked(folder, [(text, [("Mosc", PLACE), ("Moscow", PLACE)])], "E101")
    article = Article("0.txt", text)
    spans = [AUTHOR.annotate(text, place(text, words), PLACE) for words in ("Mosc", "Moscow")]
    record = Record(article.id, article.title, article.sha256, len(text), annotations=Annotations(spans))
    assert finding.repair is not None

    change = change_of(article, record, [finding.repair], AUTHOR)

    assert ([a.text for a in change.removed], change.added) == (["Mosc"], ())


def test_texts_that_changed_went_or_cannot_be_read(folder: Path) -> None:
    """What moved for certain is counted, what is lost is named where it stood."""
    checked(
        folder,
        [
            (f"{KEPT}\nIn Paris it rained.", [("Moscow", PLACE), ("In Paris it", CLAIM)]),
            ("Gone.", [("Gone", ACTOR)]),
        ],
    )
    (folder / "0.txt").write_text(f"So.\n{KEPT}\nSo he was dry and warm at last, and stayed there.")
    (folder / "1.txt").unlink()
    (folder / "2.txt").write_bytes(b"a\xff\xfe\x00")

    found = list(check_of(folder, "T501", "T502", "T503", "T504").findings())

    assert [(each.rule, each.article) for each in found] == [
        ("T501", "0.txt"),
        ("T502", "0.txt"),
        ("T504", "2.txt"),
        ("T503", "1.txt"),
    ]
    assert found[0].message == "the text changed: 1 span found again, 1 to look at"
    assert found[1].message == "claim “In Paris it” does not stand there any more"


def test_the_rarer_side_is_named(folder: Path) -> None:
    """Of tagged and untagged, and of two labels; the tally says all of it."""
    texts = [("In Moscow.", [("Moscow", PLACE)])] * 3 + [
        ("Moscow!", [("Moscow", ACTOR)]),
        ("For Moscow. Done.", [("Done", ACTOR)]),
    ]

    found = checked(folder, texts, "S401", "S402", "S403")

    assert [(each.rule, each.article, each.message, each.string) for each in found] == [
        ("S401", "3.txt", "actor “Moscow”: place 3, actor 1, untagged 1", "Moscow"),
        ("S402", "4.txt", "untagged “Moscow”: place 3, actor 1, untagged 1", "Moscow"),
    ]


def test_neither_of_two_labels_as_frequent_is_the_right_one(folder: Path) -> None:
    """Both places are named, and a person has to say which; the untagged one is to be tagged, nobody knows as what."""
    texts = [("In Moscow.", [("Moscow", PLACE)]), ("Moscow!", [("Moscow", ACTOR)]), ("To Moscow. Go.", [("Go", ACTOR)])]

    found = checked(folder, texts, "S401", "S402")

    assert [(each.rule, each.article, each.label, each.repair) for each in found] == [
        ("S401", "0.txt", PLACE, None),
        ("S401", "1.txt", ACTOR, None),
        ("S402", "2.txt", "", None),
    ]


def test_articles_that_nobody_began_say_nothing(folder: Path) -> None:
    """What is untagged there is not missing."""
    assert checked(folder, [("In Moscow.", [("Moscow", PLACE)]), ("In Moscow.", [])], "S402", "S403") == []


def test_what_was_refused_is_not_named_again(folder: Path) -> None:
    """A person said that it is not to be tagged."""
    checked(folder, [("Moscow said so. In Moscow it rained.", [("|Moscow| said", PLACE)])], "S402")
    text = "Moscow said so. In Moscow it rained."
    hit = Hit(0, Span(19, 25), text[:19], "Moscow", text[25:], "")
    store = Store.for_writing(folder / "annotations.json")
    store.append(Step(refusals=((refusal_of(Wanted("Moscow", PLACE), "0.txt", hit), True),)))
    store.close()

    assert list(check_of(folder, "S402").findings()) == []


def test_what_belongs_together_is_said_by_the_labels(folder: Path) -> None:
    """With other labels their own kinds are meant; without a label of a kind nothing is expected of it."""
    labels = LabelSet(
        (
            Label("event", "e", "", "sentence", Look("violet", tint=True)),
            Label("person", "p", "", "name", Look("blue")),
            Label("sum", "s", "", "number", Look("green")),
        )
    )
    text = ("It rained. Ten came.", [("It rained.", "event"), ("Ten", "sum")])

    found = checked(folder, [text], "L201", "L202", "L203", labels=labels)

    assert [each.message for each in found] == ["event “It rained.” has no person inside", "sum “Ten” is in no event"]
    assert Expectations.of(LabelSet(())) == Expectations(frozenset(), "", frozenset())
    assert checked(folder, [text], "L201", "L202", labels=LabelSet(list(labels)[1:])) == []


def test_rules_are_chosen_by_id_family_and_name() -> None:
    """All unless something is said; what names none is refused."""
    assert chosen() == frozenset(BY_ID)
    assert chosen(["E", "s401"]) == {"E101", "E102", "E103", "S401"}
    assert chosen(["E"], ["E103", "cut-word"]) == {"E102"}
    with pytest.raises(ReaderError, match="There is no rule X1"):
        chosen(["X1"])


def test_every_rule_has_its_case() -> None:
    """And an id of its family."""
    tested = {*BROKEN, "T501", "T502", "T503", "T504"}

    assert {rule.id for rule in RULES} == tested
    assert [rule.id for rule in RULES] == sorted(tested)
