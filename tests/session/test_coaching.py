"""The first steps."""

from __future__ import annotations

from pathlib import Path

from reader.commands import commands
from reader.core.label import DEFAULT_LABELS, LabelSet
from reader.session.coaching import Coach
from reader.store.desk import Bookmark, Desk

KEYS = {command.id: command.first_key for command in commands()}


def line(coach: Coach) -> str:
    """What it says, with the usual keys."""
    return coach.line(lambda id_: KEYS.get(id_, ""))


def test_four_steps_each_until_it_is_done() -> None:
    """Other commands do not bring it further, and at the end it is silent."""
    coach = Coach(DEFAULT_LABELS)
    said = [line(coach)]
    for command in ("go.next", "tag.claim", "edit.undo", "go.next", "tag.place", "go.word", "edit.undo", "edit.undo"):
        coach.did(command)
        if line(coach) != said[-1]:
            said.append(line(coach))

    assert said == [
        "first steps, 1 of 4: c tags this sentence as claim",
        "first steps, 2 of 4: Space goes to the next name or number",
        "first steps, 3 of 4: a, p or f tags it",
        "first steps, 4 of 4: u takes it back; ? shows every key",
        "",
    ]


def test_what_a_step_asks_for_is_told_from_the_rest() -> None:
    """So that what another command says is not talked over."""
    coach = Coach(DEFAULT_LABELS)

    assert not coach.did("find.next")
    assert coach.did("tag.claim")
    assert not coach.did("tag.claim")


def test_labels_of_ones_own() -> None:
    """One label alone, and labels without a long one, are taught as well; without keys nothing breaks."""
    for labels in (LabelSet((DEFAULT_LABELS["place"],)), LabelSet((DEFAULT_LABELS["claim"],))):
        coach = Coach(labels)
        for command in ("tag.", "go.next", "tag.", "edit.undo"):
            assert "of 4" in line(coach)
            assert coach.line(lambda _id: "")
            coach.did(command)
        assert line(coach) == ""


def test_it_never_comes_back(tmp_path: Path) -> None:
    """Once shown it is remembered; who worked before it was invented is not new."""
    desk = Desk(tmp_path / "desk.json")
    assert not desk.coached
    desk.remember_coached()

    assert Desk(tmp_path / "desk.json").coached
    other = Desk(tmp_path / "other.json")
    other.remember_place(tmp_path / "store.json", Bookmark("a", 0))
    assert other.coached
