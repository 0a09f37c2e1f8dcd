"""Name phrases, by the two sample articles and by what news is full of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.span import Span
from reader.resources import folder
from reader.text.graphemes import snap
from reader.text.names import TITLE, name_at, names
from tests.strategies import texts

SAMPLES = ["000_6ab15a8d931c05ba", "003_74ce05c8ee3e18f8"]
FIRST, SECOND = ((folder("seeds") / f"{name}.txt").read_bytes().decode() for name in SAMPLES)
"""The exact texts of the sample articles."""

WORDS = [f"{word} " for word in "Prime Minister President Mr. Gen. of the The Ab".split()]
LOOSE = st.lists(st.sampled_from([*WORDS, "Cd", "A.", "al-", "army", "'s", "-", " ", "\n", ". "]), max_size=12).map(
    "".join
)
"""Titles, names and what links them, in every order."""


def found(text: str, before: str, word: str) -> str | None:
    """The name over a word, the first after what stands before it."""
    at = text.index(before) + len(before)
    span = name_at(text, text.index(word, at))
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("text", "before", "word", "name"),
    [
        (FIRST, "border, ", "Prime", "Nikol Pashinyan"),
        (FIRST, "border, ", "Minister", "Nikol Pashinyan"),
        (FIRST, "border, ", "of", "Nikol Pashinyan"),
        (FIRST, "border, ", "Nikol", "Nikol Pashinyan"),
        (FIRST, "border, ", "Pashinyan", "Nikol Pashinyan"),
        (FIRST, "border, ", "Armenia", "Armenia"),
        (FIRST, "and ", "Russian President", "Russian"),
        (FIRST, "and ", "President Vladimir", "Vladimir Putin"),
        (FIRST, "President ", "Vladimir", "Vladimir Putin"),
        (FIRST, "meeting of ", "Azerbaijani", "Azerbaijani"),
        (FIRST, "Aliyev and ", "Prime", "Nikol Pashinian"),
        (FIRST, "from the ", "Collective", "Collective Security Treaty Organisation"),
        (FIRST, "the ", "UN", "UN Security Council"),
        (FIRST, "enclave of ", "Karabakh", "Nagorno-Karabakh"),
        (FIRST, "turn, ", "Putin", "Putin"),
        (FIRST, 'contact",\n', "Armenian", "Armenian Ministry of Defence"),
        (FIRST, 'contact",\n', "Defence", "Armenian Ministry of Defence"),
        (FIRST, "for the ", "Armenian Ministry", "Armenian Ministry of Defence"),
        (FIRST, "units of the ", "Armed", "Azerbaijani Armed Forces"),
        (FIRST, "directions, ", "troops", "Azerbaijani troops"),
        (FIRST, "that the ", "Azerbaijani military", "Azerbaijani military"),
        (FIRST, '"', "Azerbaijan's military", "Azerbaijan"),
        (SECOND, "with the ", "Kalbajar", "Kalbajar district"),
        (SECOND, "with the ", "district", "Kalbajar district"),
        (SECOND, "reason, the ", "Azeri", "Azeri army"),
        (SECOND, "reason, the ", "army", "Azeri army"),
        (SECOND, "reported that ", "Azeri", "Azeri forces"),
        (SECOND, 'infrastructure," the ', "Defence", "Armenian Defence Ministry"),
        (SECOND, "According to the ", "Defence", "Defence Ministry"),
        (SECOND, "As ", "The Moscow", "The Moscow Times"),
        (SECOND, "As ", "Times", "The Moscow Times"),
        (SECOND, "Russian ", "Defence Minister", "Sergei Shoigu"),
        (SECOND, "\n", "Secretary of", "Antony Blinken"),
        (SECOND, "\n", "State Antony", "Antony Blinken"),
        (SECOND, "\n", "US Secretary", "US"),
        (SECOND, "said ", "European Commission", "European Commission"),
        (SECOND, "said ", "President Ursula", "Ursula von der Leyen"),
        (SECOND, "President ", "Ursula", "Ursula von der Leyen"),
        (SECOND, "President Ursula ", "der", "Ursula von der Leyen"),
        (SECOND, "and the ", "Republic", "Republic of Azerbaijan"),
        (SECOND, "and the ", "of Azerbaijan.", "Republic of Azerbaijan"),
    ],
)  # fmt: skip
def test_names_of_the_samples(text: str, before: str, word: str, name: str) -> None:
    """From the title, the name, the country and the group noun, each gives what a person would tag."""
    assert found(text, before, word) == name


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("He met Gen. Mark Milley.", "Gen", "Mark Milley"),
        ("He met Mr Smith and left.", "Mr", "Smith"),
        ("said Lt. Col. John Doe of it", "Lt", "John Doe"),
        ("in St. Petersburg today", "Petersburg", "St. Petersburg"),
        ("NATO Secretary-General Jens Stoltenberg", "Secretary", "Jens Stoltenberg"),
        ("U.S. President Joe Biden", "U.S.", "U.S."),
        ("the UN General Assembly voted", "General", "UN General Assembly"),
        ("the Justice Ministry said", "Justice", "Justice Ministry"),
        ("President of the United Arab Emirates Mohammed bin Zayed", "United", "United Arab Emirates"),
        ("President of the United Arab Emirates Mohammed bin Zayed", "President", "Mohammed bin Zayed"),
        ("Bashar al-Assad fell", "Assad", "Bashar al-Assad"),
        ("J. K. Rowling wrote", "K.", "J. K. Rowling"),
        ("wrote Seán O'Brien today", "Brien", "Seán O'Brien"),
        ("the Russian\narmy left", "army", "Russian\narmy"),
        ("the Russian\r\narmy left", "army", "Russian\r\narmy"),
        ("said Vladimir\nPutin today", "Vladimir", "Vladimir\nPutin"),
        ("the Russian\n\narmy left", "Russian", "Russian"),
        ("the Russian\n \nArmy left", "Russian", "Russian"),
        ("to Владимир Путин,", "Путин", "Владимир Путин"),
        ("in New York City", "New", "New York City"),
        ("left. But Turkey stayed", "Turkey", "Turkey"),
        ("the Prime Minister of Armenia left", "Prime", "Prime Minister of Armenia"),
        ("COVID-19 came", "COVID", "COVID-19"),
        ("lives in St. Albans today", "Albans", "St. Albans"),
        ("St. Albans is old", "St", "St. Albans"),
        ("Dr. Smith of the U.S. came", "Dr", "Smith"),
        ("Dr. Smith of the U.S. came", "U.S.", "U.S."),
        ("President Joe Biden of the United States", "United", "United States"),
        ("President Joe Biden of the United States", "of", "United States"),
        ("the Minister for Foreign Affairs left", "Minister", "Minister for Foreign Affairs"),
        ("the Minister for Foreign Affairs left", "Affairs", "Foreign Affairs"),
        ("the McDonald's Corp. said", "McDonald", "McDonald's Corp."),
        ("to McDonald's Corp. It left", "Corp", "McDonald's Corp"),
        ("by O'Brien & Co. and", "Brien", "O'Brien & Co."),
        ("Kim Jr. went", "Kim", "Kim Jr."),
        (SECOND, "Treaty", "Treaty of Friendship, Cooperation and Mutual Assistance"),
        (SECOND, "Mutual", "Treaty of Friendship, Cooperation and Mutual Assistance"),
        ("the Ministry of Health, Labour and Welfare said", "Labour", "Ministry of Health, Labour and Welfare"),
        ("the Ministry of Defence, Russia and Turkey said", "Defence", "Ministry of Defence"),
        ("the Ministry of Defence, Russia and Turkey said", "Turkey", "Turkey"),
        ("New York police came", "New", "New York police"),
        ("New South Wales burns", "Wales", "New South Wales"),
        ("New Turkish drones came", "Turkish", "Turkish"),
        ("Following Putin to Moscow", "Putin", "Putin"),
        ("On Monday Putin came", "Putin", "Putin"),
        ("said Putin Monday", "Putin", "Putin"),
        ("on Black Friday", "Friday", "Black Friday"),
        ("said Theresa May", "May", "Theresa May"),
        ("the First World War", "First", "First World War"),
        ("the AT&T offices", "T&T", "AT&T"),
        ("Беларусь и Владимир Путин", "Путин", "Владимир Путин"),
        ("ο Κυριάκος Μητσοτάκης είπε", "Μητσοτάκης", "Κυριάκος Μητσοτάκης"),
        ("ասաց Նիկոլ Փաշինյանը", "Նիկոլ", "Նիկոլ Փաշինյանը"),
    ],
)
def test_names_elsewhere(text: str, word: str, name: str) -> None:
    """Abbreviated titles, institutions named like offices, particles, initials, hard-wrapped names, other scripts."""
    assert found(text, "", word) == name


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army left.", "The"),
        ("It left. But nobody came.", "But"),
        ("the army left", "army"),
        ("He left.", "left"),
        ("the Russian\n\narmy left", "army"),
        ("eMail", "Mail"),
        ("俄罗斯总统", "总"),
        ("هل جاء", "جاء"),
        ("Russia's army", "s army"),
        ("“The” ...", "..."),
        ("Speaking at the summit", "Speaking"),
        ("Following the war", "Following"),
        ("Asked about it", "Asked"),
        ("Amid the clashes", "Amid"),
        ("Officials left", "Officials"),
        ("on September 13", "September"),
        ("on Monday", "Monday"),
        ("He left. May came.", "May"),
        ("said Putin Monday", "Monday"),
        ("New clashes broke out", "New"),
        ("ქართული ენა", "ენა"),
    ],
)
def test_no_name_where_there_is_none(text: str, word: str) -> None:
    """Capitals that only open a sentence, common nouns, scripts without case: the caller takes the word."""
    assert found(text, "", word) is None


def introduces(text: str, offset: int, name: Span) -> bool:
    """Does an office over or around the offset stand before the name?"""
    between = text[name.start - min(60, name.start) : name.start]
    return offset < name.start and TITLE().search(between) is not None and "." not in text[offset : name.start]


@pytest.mark.parametrize("text", [FIRST, SECOND], ids=["000", "003"])
def test_every_name_of_the_samples_is_whole(text: str) -> None:
    """It holds the cursor or its office does, has no blanks at its ends, cuts no word and no cluster."""
    for offset in range(len(text)):
        name = name_at(text, offset)
        if name is not None:
            assert name.holds(offset) or introduces(text, offset, name)
            assert name.of(text) == name.of(text).strip()
            assert not text[name.start - 1 : name.start].isalnum()
            assert not text[name.end : name.end + 1].isalnum()
            assert snap(text, name) == name


@pytest.mark.parametrize("text", [FIRST, SECOND], ids=["000", "003"])
def test_every_code_point_of_a_name_gives_the_same_name(text: str) -> None:
    """Wherever in it the cursor stands."""
    names = {name for offset in range(len(text)) if (name := name_at(text, offset))}

    assert len(names) > 50
    for name in names:
        assert {name_at(text, offset) for offset in range(name.start, name.end)} == {name}


@given(st.one_of(texts(), LOOSE))
def test_a_name_in_any_text_is_trimmed_and_begins_with_a_capital(text: str) -> None:
    """And lies at the offset or behind it."""
    for offset in range(len(text)):
        name = name_at(text, offset)
        if name is not None:
            assert name.end > offset
            assert name.of(text) == name.of(text).strip()
            assert text[name.start].isupper() or text[name.start : name.start + 3] in ("al-", "el-")


@given(st.one_of(texts(), LOOSE, st.lists(LOOSE, max_size=15).map(" ".join)))
def test_the_names_of_a_text_are_those_at_their_own_starts(text: str) -> None:
    """All of them, in order, and the same when the text is asked for in pieces."""
    every = list(names(text, 0, len(text)))

    assert every == sorted(set(every))
    assert [name_at(text, name.start) for name in every] == every
    assert [name for low in range(0, len(text), 7) for name in names(text, low, low + 7)] == every
    there = {name for offset in range(len(text)) if (name := name_at(text, offset)) and name.start == offset}
    assert there == set(every)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to Prime Minister of Armenia Nikol Pashinyan.", ["Armenia", "Nikol Pashinyan"]),
        ("to Armenian Prime Minister Nikol Pashinyan.", ["Armenian", "Nikol Pashinyan"]),
        ("said European Commission President Ursula von der Leyen", ["European Commission", "Ursula von der Leyen"]),
        ("the Prime Minister of Armenia left", ["Prime Minister of Armenia", "Armenia"]),
        ("But Gen. Mark Milley met the Russian army.", ["Mark Milley", "Russian army"]),
        ("nobody came", []),
    ],
)
def test_offices_are_parted_from_those_who_hold_them(text: str, expected: list[str]) -> None:
    """The country or organisation and the person are names of their own."""
    assert [name.of(text) for name in names(text, 0, len(text))] == expected


def test_every_name_of_a_long_list_is_found_whole() -> None:
    """However long it is."""
    text = "United Nations, " * 500

    assert {name.of(text) for name in names(text, 0, len(text))} == {"United Nations"}
