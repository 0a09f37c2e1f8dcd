"""Settings seen and changed in the app: which file says what, what holds at once, and what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.core.errors import ReaderError
from reader.session.configured import Settings
from reader.session.preferences import Preferences, Row
from reader.session.session import Session
from reader.store.config import EXPORTS

THEMES = ("nord", "reader-dark", "reader-light")


@pytest.fixture
def preferences(session: Session, tmp_path: Path) -> Preferences:
    """Those of a session on the samples, where no file sets anything."""
    settings = Settings(session.corpus.root, tmp_path / "mine" / "config.toml")
    session.settings = settings
    return Preferences(session, settings, THEMES, "reader-dark")


def row(preferences: Preferences, name: str) -> Row:
    """One of them by its name."""
    return next(row for row in preferences.rows if row.name == name)


def test_what_holds_is_shown_with_the_file_that_says_it(preferences: Preferences, session: Session) -> None:
    """At first none does."""
    assert {row.said for row in preferences.rows} == {""}
    assert (row(preferences, "theme").shown, row(preferences, "annotator").shown) == ("dark", "tester")

    preferences.change(row(preferences, "theme"), "light")

    assert row(preferences, "theme")[1:3] == ("light", "reader.toml")
    assert preferences.theme_in(THEMES) == "reader-light"
    assert 'theme = "light"' in (session.corpus.root / "reader.toml").read_text()
    assert "#advance = false" in (session.corpus.root / "reader.toml").read_text()


def test_a_change_holds_at_once_where_it_can(preferences: Preferences, session: Session) -> None:
    """Also in undo: whose annotations they are is said from then on."""
    preferences.change(row(preferences, "annotator"), "eve")
    preferences.change(row(preferences, "advance"), True)
    preferences.change(row(preferences, "determiner"), "with")

    assert session.author.name == "eve"
    assert session.advance
    assert session.memory.with_determiner


def test_what_is_left_out_again_is_as_it_would_be_without_the_file(preferences: Preferences, session: Session) -> None:
    """Not as it was tried last; the desk is told of nothing, as nobody chose for other corpora."""
    told: list[bool] = []
    session.when_advance_chosen = told.append
    for name, value in (("theme", "light"), ("theme", "nord"), ("annotator", "eve"), ("advance", True)):
        preferences.change(row(preferences, name), value)
    tried = (preferences.theme_in(THEMES), session.author.name, session.advance)

    for name in ("theme", "annotator", "advance"):
        preferences.change(row(preferences, name), None)

    assert tried == ("nord", "eve", True)
    assert (preferences.theme_in(THEMES), session.author.name, session.advance) == ("reader-dark", "tester", False)
    assert [row(preferences, name).shown for name in ("theme", "annotator", "advance")] == ["dark", "tester", "off"]
    assert told == []


def test_the_persons_own_file_comes_second(preferences: Preferences, tmp_path: Path) -> None:
    """Its folder is made; what the project says is said to come first."""
    preferences.other_file()

    first = preferences.change(row(preferences, "annotator"), "mine")
    preferences.other_file()
    preferences.change(row(preferences, "annotator"), "ours")
    preferences.other_file()
    second = preferences.change(row(preferences, "annotator"), "mine too")
    shown = row(preferences, "annotator")
    preferences.other_file()
    left_out = preferences.change(row(preferences, "annotator"), None)

    path = tmp_path / "mine" / "config.toml"
    assert first == f"written into {path}"
    assert second == "written into config.toml; reader.toml comes first"
    assert shown[1:3] == ("ours", "reader.toml")
    assert left_out.startswith("left out of ")
    assert row(preferences, "annotator")[1:3] == ("mine too", "config.toml")
    assert path.read_text() == 'annotator = "mine too"\n'


def test_what_exports_do_is_changed_as_it_is_shown(preferences: Preferences, session: Session) -> None:
    """Chosen, or typed: names with commas between them, a whole number; exports follow at once."""
    assert row(preferences, "export.format").shown == "as usual"
    said = [
        preferences.change(row(preferences, f"export.{name}"), value)
        for name, value in (
            ("format", preferences.next_value(row(preferences, "export.format"), 1)),
            ("status", preferences.next_value(row(preferences, "export.status"), -1)),
            ("labels", "claim, actor ,"),
            ("split", "80/20"),
            ("seed", "7"),
            ("ents", True),
        )
    ]

    assert all(each.startswith("written into ") for each in said)
    held = {
        "format": "jsonl",
        "status": "skipped",
        "labels": ["claim", "actor"],
        "split": "80/20",
        "seed": 7,
        "ents": True,
    }
    assert session.exports == held
    assert [row(preferences, f"export.{name}").shown for name in ("labels", "seed", "ents")] == [
        "claim, actor",
        "7",
        "yes",
    ]
    assert preferences.typed(row(preferences, "export.labels")) == "claim, actor"
    assert preferences.next_value(row(preferences, "export.ents"), 1) is False
    assert row(preferences, "export.format").said == "reader.toml"
    preferences.change(row(preferences, "export.labels"), None)
    assert "labels" not in session.exports
    assert Settings(session.corpus.root, Path("none")).exports == session.exports


def test_every_export_setting_of_the_files_can_be_changed(preferences: Preferences) -> None:
    """A new one needs a row."""
    names = [each.name.removeprefix("export.") for each in preferences.rows if each.name.startswith("export.")]

    assert names == list(EXPORTS)
    assert all(each.values or each.typed for each in preferences.rows if each.name != "labels")


def test_values_go_round(preferences: Preferences) -> None:
    """From what holds, forth and back."""
    theme, determiner = row(preferences, "theme"), row(preferences, "determiner")

    assert [preferences.next_value(theme, step) for step in (1, -1)] == ["light", "nord"]
    assert [preferences.next_value(determiner, step) for step in (1, -1)] == ["with", "without"]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("store", "../x.json", "is not below the folder"),
        ("encoding", "utf-99", "There is no text encoding"),
        ("annotator", "a\x1bb", "cannot be shown, U+001B"),
        ("export.split", "80/30", "needs two or three percentages that make 100"),
        ("export.seed", "seven", "needs a whole number"),
        ("export.labels", " , ", "needs a list of names"),
    ],
)
def test_what_cannot_be_is_said_and_not_kept(preferences: Preferences, name: str, value: str, words: str) -> None:
    """The file is as it was, so that the next start is not refused."""
    said = preferences.change(row(preferences, name), value)

    assert words in said
    assert row(preferences, name).said == ""
    preferences.read_again()


def test_who_only_looks_changes_nothing(preferences: Preferences, session: Session) -> None:
    """And no file is made."""
    session.read_only = "only looking"

    assert preferences.change(row(preferences, "advance"), True) == "only looking"
    with pytest.raises(ReaderError, match="only looking"):
        preferences.begin()
    assert not preferences.path.exists()


def test_what_was_edited_is_read_again(preferences: Preferences, session: Session) -> None:
    """A mistake is said, and what held before holds on."""
    preferences.begin()
    preferences.path.write_text("advance = true\n")
    preferences.read_again()
    assert session.advance
    preferences.path.write_text("advance = 3\n")

    with pytest.raises(ReaderError, match="line 1: advance needs true or false"):
        preferences.read_again()
    assert row(preferences, "advance")[1:3] == ("on", "reader.toml")
