"""The torture suite itself: it runs, it tells a store that loses work from one that does not, and what it makes up."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.torture.amounts import TINY
from tests.torture.faults import FAULTS, done
from tests.torture.figures import Figures, Wrong, table
from tests.torture.looking import Outcome, judge
from tests.torture.recording import Data, Event, Fates, Names, Synced, image
from tests.torture.steps import TEXTS, Author, Step, View, after, ids
from tests.torture.story import tell
from tests.torture.subjects import subject

WITH_A_STORE = ("kills", "calls", "damage", "together", "foreign", "power")
"""The faults that need no terminal and are quick."""


@pytest.mark.parametrize("name", WITH_A_STORE)
def test_our_store_survives_a_sample(name: str) -> None:
    """A few cases of every fault: nothing lost, silent, unreadable or crashed."""
    figures = done(name, 0, "ours", TINY, seed=1)

    assert figures is not None
    assert figures.tried
    assert figures.sound, "\n".join(figures.examples)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("calls", "unreadable"),
        ("damage", "silent"),
        ("together", "silent"),
        ("foreign", "lost"),
        ("power", "unreadable"),
    ],
)
def test_the_suite_finds_what_stock_tinydb_does_wrong(name: str, what: Wrong) -> None:
    """The same cases done to a store that overwrites its file in place: each of these faults is found."""
    figures = done(name, 0, "stock", TINY._replace(saves=4, stride=7, images=8), seed=1)

    assert figures is not None
    assert figures.wrong[what]
    assert not figures.sound


def test_every_fault_is_a_row() -> None:
    """The table is Markdown and has what went wrong in its columns."""
    figures = Figures("a fault")
    figures.case()
    figures.add("lost", "case 1", "because")
    figures.add("lost", "case 1", "counted once")

    heading, _, row = table([figures])

    assert [cell.strip() for cell in heading.split("|")[1:-1]] == [
        "fault",
        "tried",
        "lost",
        "silent",
        "unreadable",
        "crashed",
    ]
    assert [cell.strip() for cell in row.split("|")[1:-1]] == ["a fault", "1", "1", "0", "0", "0"]
    assert set(FAULTS) >= {*WITH_A_STORE, "nodes", "app", "hostile"}


@pytest.mark.parametrize(
    ("outcome", "what"),
    [
        (Outcome({"a.txt": {"1": (0, 2, "claim", "Ja")}}), None),
        (Outcome({}), "lost"),
        (Outcome(refused="no"), "unreadable"),
        (Outcome(crashed="oh"), "crashed"),
    ],
)
def test_what_is_there_is_held_against_what_may_be_there(outcome: Outcome, what: str | None) -> None:
    """One kind of failure for each way it can go wrong."""
    figures = Figures("a fault")
    figures.case()

    good = judge(figures, "case", outcome, {"a.txt": {"1": (0, 2, "claim", "Ja")}})

    assert good == (what is None)
    assert [kind for kind, count in figures.wrong.items() if count] == ([what] if what else [])


def test_steps_are_made_up_of_everything_a_person_does() -> None:
    """New ones, edits, removals and their undoing, and every tag's text stands at its span."""
    author, view = Author(Random(1)), View()
    steps: list[Step] = []
    for _ in range(200):
        steps.append(author.step(view))
        view = after(view, steps[-1:])

    edits = [edit for step in steps for edit in step.edits]
    assert any(edit.removed and not edit.added for edit in edits)
    assert any(edit.removed.keys() & edit.added.keys() for edit in edits)
    assert any(len(step.edits) > 1 for step in steps)
    assert any(step.kind == "undo" for step in steps)
    assert all(TEXTS[article][tag[0] : tag[1]] == tag[3] for article, tag in ids(view).values())
    assert after({}, steps) == view


def test_a_power_cut_keeps_what_was_synced_and_nothing_else_for_sure() -> None:
    """A file synced and then renamed has its bytes; its new name only once the folder was synced."""
    written: list[Event] = [
        Names((("new", 1),)),
        Data(1, 0, b"12"),
        Synced(1),
        Data(1, 2, b"34"),
        Names((("old", 1), ("new", None))),
    ]

    lost, kept = image(written, Fates(1, "")), image(written, Fates(0, ""))

    assert lost == {"new": b"12"}
    assert kept == {"old": b"1234"}
    assert image([*written, Synced(None)], Fates(1, "")) == {"old": b"12"}
    assert image([*written, Synced(1)], Fates(3, "")) == {"old": b"1234"}
    assert image(written[:4], Fates(3, "")) == {"new": b"12\0\0"}


def test_after_damage_at_least_the_whole_lines_are_wanted(tmp_path: Path) -> None:
    """What may be there after a cut begins with the state and the lines that are whole."""
    story = tell(subject("ours"), tmp_path / "corpus", "1")
    cut = {**story.files, story.history: story.files[story.history][: story.ends[9] + 5]}
    gone = {name: data for name, data in cut.items() if name != "annotations.json"}

    assert story.possible(story.files) == [story.last, story.last]
    assert story.possible(cut)[0] == story.views[9]
    assert story.possible(gone)[0] == story.views[9]
    assert story.possible({**story.files, story.history: b""})[0] == story.views[7]
