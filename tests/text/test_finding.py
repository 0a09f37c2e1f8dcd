"""Finding annotations again in an edited text: what is certain is right, and what is not is named."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.core.annotation import Annotation, context
from reader.core.span import Span
from reader.text.finding import CANDIDATES, Finding, find_again

WORDS = ("The", "minister", "said", "that", "war", "ended", "Kyiv", "a", "\n", "X.", "漢字", "e\u0301", "Ü")
INSERTED = ("x", "ab", "The ", "the minister said that ", "\n\n", "a" * 30, "A new paragraph.\n\n", "\r", " ")

ARTICLE = """The president met the army's chief in Yerevan on Monday.

He said that at least 49 soldiers had died. The opposition leader
Nikol Pashinyan said on Tuesday that the government was to blame.

Moscow said it knew nothing of it. The minister in Kyiv answered that the war had ended.
"""


def made(text: str, span: Span, number: int = 0) -> Annotation:
    """An annotation as it is kept, with its context."""
    return Annotation(f"{number:016x}", span, "actor", "", "me", "", "").placed(text, span)


def on(text: str, *phrases: str) -> list[Annotation]:
    """An annotation on the first place of each of these words."""
    return [made(text, Span(at := text.index(p), at + len(p)), n) for n, p in enumerate(phrases)]


def places(findings: Sequence[Finding]) -> list[tuple[str, int]]:
    """How each was found, and where at best; -1 for nowhere."""
    return [(f.kind, f.candidates[0].span.start if f.candidates else -1) for f in findings]


# What edits do


class Edited(NamedTuple):
    """A text after some edits."""

    text: str
    origins: list[int | None]
    """Where each of its code points stood before, or was copied from; None for those that were typed."""
    kept: int
    """How many code points of the old text are left."""


def edited(old: str, edits: Sequence[tuple[str, int, int, str]]) -> Edited:
    """Put in, take out, replace, or copy a piece of the text to another place."""
    items: list[tuple[str, int | None, bool]] = [(c, i, True) for i, c in enumerate(old)]
    for kind, at, size, typed in edits:
        start = at % (len(items) + 1)
        end = start + (0 if kind in "ic" else size)
        put: list[tuple[str, int | None, bool]] = [] if kind == "d" else [(c, None, False) for c in typed]
        if kind == "c":
            source = size * 7 % (len(items) + 1)
            put = [(c, origin, False) for c, origin, _ in items[source : source + size]]
        items[start:end] = put
    return Edited("".join(c for c, *_ in items), [o for _, o, _ in items], sum(first for *_, first in items))


def common(one: str, other: str) -> int:
    """The length of the longest common subsequence, with the bits of whole numbers as its rows."""
    where: dict[str, int] = {}
    for index, character in enumerate(one):
        where[character] = where.get(character, 0) | 1 << index
    every = (1 << len(one)) - 1
    row = every
    for character in other:
        hit = row & where.get(character, 0)
        row = ((row + hit) | (row - hit)) & every
    return len(one) - row.bit_count()


def is_right(old: str, new: Edited, span: Span, start: int) -> bool:
    """Did the edits bring the span there, or would other edits that keep as much of the text have done so?"""
    end = start + len(span)
    if new.origins[start:end] == list(range(span.start, span.end)):
        return True
    kept = common(old[: span.start], new.text[:start]) + len(span) + common(old[span.end :], new.text[end:])
    return kept >= new.kept


TEXTS = st.one_of(
    st.text("ab", min_size=1, max_size=250),
    st.text("abcdefgh \n", min_size=1, max_size=250),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join),
    st.tuples(st.text("ab ", min_size=1, max_size=40), st.integers(2, 12)).map(lambda pair: pair[0] * pair[1]),
    st.lists(st.sampled_from(ARTICLE.split("\n")), min_size=1, max_size=8).map("\n".join),
).filter(bool)
EDITS = st.tuples(
    st.sampled_from("iddrc"), st.integers(0, 400), st.sampled_from((1, 3, 10, 40, 80)), st.sampled_from(INSERTED)
)


def annotated(data: st.DataObject, text: str) -> list[Annotation]:
    """Some annotations on a text, a few of them from before context was kept."""
    starts = data.draw(st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=12))
    some = []
    for number, start in enumerate(starts):
        size = data.draw(st.sampled_from((1, 2, 5, 12, 30, 80)))
        annotation = made(text, Span(start, min(len(text), start + size)), number)
        some.append(annotation._replace(before="", after="") if data.draw(st.integers(0, 19)) == 0 else annotation)
    return some


def repeats(text: str, size: int) -> bool:
    """Does it hold so many code points without blanks twice?"""
    string = "".join(text.split())
    return len({string[i : i + size] for i in range(len(string) - size + 1)}) < len(string) - size + 1


@settings(max_examples=400)
@given(st.data(), TEXTS, st.lists(EDITS, max_size=4))
def test_what_is_certain_is_where_the_edits_brought_it(
    data: st.DataObject, old: str, edits: list[tuple[str, int, int, str]]
) -> None:
    """Never is a span certain of a wrong place, in a text that does not hold whole sentences twice."""
    assume(not repeats(old, 32))
    some, new = annotated(data, old), edited(old, edits)

    findings = find_again(new.text, some, len(old))

    for annotation, finding in zip(some, findings, strict=True):
        if finding.kind == "found":
            assert is_right(old, new, annotation.span, finding.candidates[0].span.start)


@settings(max_examples=400)
@given(st.data(), TEXTS, EDITS)
def test_one_edit_misleads_nothing_in_the_most_repetitive_text(
    data: st.DataObject, old: str, edit: tuple[str, int, int, str]
) -> None:
    """Copied sentences, runs of the same letter: after one edit what is certain is right there too."""
    some, new = annotated(data, old), edited(old, [edit])

    findings = find_again(new.text, some, len(old))

    for annotation, finding in zip(some, findings, strict=True):
        if finding.kind == "found":
            assert is_right(old, new, annotation.span, finding.candidates[0].span.start)


@given(st.data(), TEXTS, st.lists(EDITS, max_size=3))
def test_every_annotation_is_answered(data: st.DataObject, old: str, edits: list[tuple[str, int, int, str]]) -> None:
    """What is named lies in the text; exact words are exact; the best comes first; one asked alone is no less right."""
    some, new = annotated(data, old), edited(old, edits)

    findings = find_again(new.text, some, len(old))

    assert len(findings) == len(some)
    for annotation, finding in zip(some, findings, strict=True):
        scores = [c.score for c in finding.candidates]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        assert all(c.span.end <= len(new.text) for c in finding.candidates)
        assert len(finding.candidates) <= {"found": 1, "ambiguous": CANDIDATES, "lost": 1}[finding.kind]
        if finding.kind != "lost":
            assert finding.candidates
            assert {c.span.of(new.text) for c in finding.candidates} == {annotation.text}


SYLLABLES = [f"{a}{b}" for a in "kmrstv" for b in ("ona", "eli", "uro", "ast")]
SENTENCES = st.lists(
    st.lists(st.sampled_from(SYLLABLES), min_size=5, max_size=12),
    min_size=3,
    max_size=8,
)


@given(st.data(), SENTENCES, st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=3))
def test_edits_elsewhere_move_every_span_that_stands_once(
    data: st.DataObject, sentences: list[list[str]], edits: list[tuple[int, bool]]
) -> None:
    """Paragraphs put in or taken out: every span more than its context away from that is found, and at its place."""
    lines = [" ".join([*words, f"number{n} of {len(sentences)}."]) for n, words in enumerate(sentences)]
    old = "\n\n".join(lines)
    assume(not repeats(old, 24))
    span = data.draw(st.integers(0, len(old) - 4).map(lambda s: Span(s, s + 4)))
    others = [made(old, Span(m, m + 6), n + 1) for n, m in enumerate(range(0, len(old) - 6, 90))]
    annotation = made(old, span)
    low, high = span.start - len(annotation.before), span.end + len(annotation.after)
    new, shift = old, 0
    for at, above in edits:
        place = at % (low + 1) if above else len(new) - at % (len(old) - high + 1)
        new = f"{new[:place]}Quite another sentence, typed in.\n\n{new[place:]}"
        shift += (len(new) - len(old) - shift) if above else 0
        low, high = (low + 35, high + 35) if above else (low, high)
    assume(len("".join((annotation.before + annotation.text + annotation.after).split())) >= 32)

    finding = find_again(new, [annotation, *others], len(old))[0]

    true = new.index(annotation.before + annotation.text + annotation.after) + len(annotation.before)
    assert (finding.kind, finding.candidates[0].span.start) == ("found", true)


# One by one

NAMES = ("president", "army's chief", "Yerevan", "at least 49", "Nikol Pashinyan", "Moscow", "Kyiv")


def found(new: str, *phrases: str) -> list[tuple[str, int]]:
    """What is expected of these: each found at its only place."""
    return [("found", new.index(p)) for p in phrases]


@pytest.mark.parametrize(
    "new",
    [
        ARTICLE,
        "A new paragraph, put in above.\n\n" + ARTICLE,
        ARTICLE.partition("\n\n")[2],
        ARTICLE.replace("\n", "\r\n"),
        ARTICLE + "More at eleven.\n" * 20,
        "\n".join(line.strip() + "   " for line in ARTICLE.split("\n")),
        ARTICLE.replace("leader\nNikol", "leader Nikol"),
        "Lead.\n\n" + ARTICLE.rpartition("\n\n")[0],
    ],
    ids=["same", "insertion", "deletion", "crlf", "appended", "blanks at line ends", "rewrapped", "lead and end"],
)
def test_names_are_found_however_the_rest_changed(new: str) -> None:
    """Insertions, deletions, other line ends and wraps: the names that are still there are certain of their places."""
    names = [name for name in NAMES if name in new]

    findings = find_again(new, on(ARTICLE, *names), len(ARTICLE))

    assert places(findings) == found(new, *names)


def test_line_ends_come_back() -> None:
    """From CRLF to LF, over a line end in the words themselves: those are listed, with their place."""
    old = ARTICLE.replace("\n", "\r\n")
    some = on(old, "Moscow", "leader\r\nNikol Pashinyan said")

    findings = find_again(ARTICLE, some, len(old))

    assert places(findings) == [("found", ARTICLE.index("Moscow")), ("lost", ARTICLE.index("leader"))]
    assert findings[1].candidates[0].span.of(ARTICLE) == "leader\nNikol Pashinyan said"


def test_an_edit_inside_the_words_is_listed_with_what_stands_there() -> None:
    """The words are lost; what is between their context is named."""
    sentence = "The opposition leader\nNikol Pashinyan said on Tuesday that the government was to blame."
    new = ARTICLE.replace("on Tuesday", "late on Wednesday").replace("49", "51")

    claim, figure, name = find_again(new, on(ARTICLE, sentence, "at least 49", "Yerevan"), len(ARTICLE))

    assert claim.kind == figure.kind == "lost"
    assert claim.candidates[0].span.of(new) == sentence.replace("on Tuesday", "late on Wednesday")
    assert figure.candidates[0].span.of(new) == "at least 51"
    assert name.kind == "found"


def test_other_composition_is_lost_with_a_candidate() -> None:
    """The same letters as other code points are not the same words."""
    old = "Le président a rencontré le général à Érévan. Le ministre y était déjà, à côté du théâtre national."
    new = unicodedata.normalize("NFD", old)

    name, plain = find_again(new, on(old, "général", "ministre"), len(old))

    assert name.kind == "lost"
    assert unicodedata.normalize("NFC", name.candidates[0].span.of(new)) == "général"
    assert plain.candidates[0].span.of(new) == "ministre"


def test_a_sentence_that_jumped_over_others_is_listed_with_its_new_place() -> None:
    """Its words stand there exactly, but so would a copy of it."""
    last = "Moscow said it knew nothing of it. "
    new = last + ARTICLE.replace(last, "")
    some = on(ARTICLE, "president", "Yerevan", "at least 49", "Pashinyan", "Moscow said it knew nothing of it.", "Kyiv")

    findings = find_again(new, some, len(ARTICLE))

    assert places(findings)[:4] == found(new, "president", "Yerevan", "at least 49", "Pashinyan")
    assert places(findings)[4] == ("ambiguous", 0)


def test_the_same_sentence_twice_is_told_apart_by_what_is_around_it() -> None:
    """Of two copies both tagged, each keeps its own; when one is taken out, it does not land on the other."""
    said = "He said that the war had ended. "
    old = f"{ARTICLE}\n{said}The first of them.\n\nOther things happened in Tbilisi later.\n\n{said}The second.\n"
    first, second = old.index(said), old.rindex(said)
    some = [made(old, Span(at + 3, at + 30), at) for at in (first, second)] + on(old, "Tbilisi")

    above = find_again("New.\n\n" + old, some, len(old))
    without = old.replace(f"{said}The first of them.\n\n", "")
    gone = find_again(without, some, len(old))

    assert places(above) == [("found", first + 9), ("found", second + 9), ("found", old.index("Tbilisi") + 6)]
    assert gone[0].kind != "found"
    assert places(gone)[1:] == [("found", without.index(said) + 3), ("found", without.index("Tbilisi"))]


def test_short_words_whose_context_changed_are_not_certain() -> None:
    """A letter stands everywhere."""
    old = "Grade a was given to the first of the pupils; all of the others had to come again in autumn."
    new = "It was grade a, they say. " + old.replace("Grade a was", "They gave a")

    (finding,) = find_again(new, [made(old, Span(6, 7))], len(old))

    assert finding.kind == "ambiguous"


def test_words_that_stand_by_accident_at_the_old_place_do_not_stay_there() -> None:
    """The context says where they belong."""
    old = f"Kyiv is old, and so is the rest of the country around the river. {ARTICLE}"
    new = f"Kyiv knew. {old}"
    some = on(old, "Kyiv", "president")

    findings = find_again(new, some, len(old))

    assert places(findings) == [("found", 11), ("found", new.index("president"))]


def test_nested_crossing_and_equal_spans_move_together() -> None:
    """Each is found by itself; those inside a certain one follow it though their own words stand everywhere."""
    new = "New.\n\n" + ARTICLE
    start = ARTICLE.index("He said")
    spans = [(0, 43), (0, 43), (3, 60), (8, 9), (20, 43), (12, 23), (8, 12)]
    some = [made(ARTICLE, Span(start + a, start + b), n) for n, (a, b) in enumerate(spans)]

    findings = find_again(new, some, len(ARTICLE))

    assert places(findings) == [("found", start + a + 6) for a, _ in spans]


def test_stores_from_before_context_find_sentences_and_what_is_in_them() -> None:
    """A long sentence is its own context; a lone name may be any, and is listed."""
    claim = "Moscow said it knew nothing of it. The minister in Kyiv answered that the war had ended."
    some = [a._replace(before="", after="") for a in on(ARTICLE, claim, "Kyiv", "Yerevan")]
    new = "New.\n\n" + ARTICLE

    findings = find_again(new, some, len(ARTICLE))

    assert places(findings)[:2] == found(new, claim, "Kyiv")
    assert places(findings)[2] == ("ambiguous", new.index("Yerevan"))


@pytest.mark.parametrize("new", ["", " ", "\ufeff", "\x00", "x"])
def test_nothing_is_found_in_nothing(new: str) -> None:
    """An emptied article loses everything, and says so."""
    findings = find_again(new, on(ARTICLE, *NAMES), len(ARTICLE))

    assert [(f.kind, len(f.candidates)) for f in findings] == [("lost", 0)] * len(NAMES)


def test_blanks_alone_can_be_annotated() -> None:
    """They are answered like anything else."""
    some = [made("a  b", Span(1, 3)), made("a  b", Span(1, 2)), made("a  b", Span(0, 4))]

    assert [f.kind for f in find_again("a  b", some, 4)] == ["found", "found", "ambiguous"]
    assert [f.kind for f in find_again("ab", some, 4)] == ["lost", "lost", "lost"]


def test_what_a_damaged_store_holds_is_answered() -> None:
    """No words at all, words that are not as long as their span, offsets behind the end."""
    some = [
        made(ARTICLE, Span(10, 20))._replace(text=""),
        made(ARTICLE, Span(10, 20))._replace(text="", before="", after=""),
        made(ARTICLE, Span(30, 40))._replace(span=Span(30, 90)),
        made(ARTICLE, Span(50, 60))._replace(span=Span(5_000, 5_010)),
    ]

    findings = find_again(ARTICLE, some, len(ARTICLE))

    assert [f.kind for f in findings[:3]] == ["lost", "lost", "found"]
    assert findings[2].candidates[0].span == Span(30, 40)
    assert all(c.span.of(ARTICLE) == some[3].text for c in findings[3].candidates)


def test_endless_repetition_takes_no_square() -> None:
    """Thousands of spans in one letter are answered, as ambiguous."""
    text = "a" * 100_000
    some = [made(text, Span(m, m + 3), m) for m in range(40, 99_000, 33)]
    long = made(text, Span(10, 90_000))

    findings = find_again(text + "a", [*some, long], len(text))

    assert {f.kind for f in findings} == {"ambiguous"}


def test_context_is_what_is_kept() -> None:
    """The helper above keeps what the store keeps."""
    annotation = made(ARTICLE, Span(40, 50))

    assert (annotation.before, annotation.after) == context(ARTICLE, Span(40, 50))


def test_a_copy_is_not_taken_when_the_context_was_edited() -> None:
    """A letter typed before words that stand twice: only the other ones have all of their context still."""
    line = "Moscow said it knew nothing of it. The minister in Kyiv answered that the war had ended."
    old = "\n".join([line, "The president met the army's chief in Yerevan on Monday."] * 2)
    some = [made(old, Span(0, 1), 0), made(old, Span(16, 96), 1)]

    findings = find_again("Mx" + old[1:], some, len(old))

    assert [finding.kind for finding in findings] == ["ambiguous", "ambiguous"]
    assert Span(17, 97) in [candidate.span for candidate in findings[1].candidates]
