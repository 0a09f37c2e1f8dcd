"""`reader init`: what it writes can be used as it stands, and nothing is ever written over."""

from __future__ import annotations

import re
from pathlib import Path

from reader.cli import places
from reader.cli.asked import table_of
from reader.core.label import DEFAULT_LABELS
from reader.resources import folder
from reader.store.config import EXPORTS, SETTINGS
from reader.store.project import NO_PROJECT, read_project
from tests.cli.conftest import Ran


def test_what_it_writes_sets_nothing(corpus_folder: Path, ran: Ran) -> None:
    """Both files are there and said, and the articles are the same as before."""
    done = ran("init", corpus_folder)

    project, guidelines = corpus_folder / "reader.toml", corpus_folder / "guidelines.md"
    assert (done.code, done.out) == (0, "")
    assert done.err == f"{project} written\n{guidelines} written\n"
    assert read_project(corpus_folder)._replace(config=NO_PROJECT.config) == NO_PROJECT
    assert len(places.find(str(corpus_folder), None)[0]) == 2
    assert guidelines.read_bytes() == (folder("starting") / "guidelines.md").read_bytes()
    assert sorted(path.name for path in corpus_folder.iterdir() if path.name.startswith(".")) == []


def test_every_line_of_it_can_be_used(corpus_folder: Path, ran: Ran) -> None:
    """With the sign of a comment taken away everywhere: the four labels, every setting, keys that do not clash."""
    ran("init", corpus_folder)
    path = corpus_folder / "reader.toml"
    path.write_text(re.sub(r"^#(?=\S)", "", path.read_text(), flags=re.MULTILINE))

    settings = places.found(str(corpus_folder), None).settings

    assert list(settings.labels) == list(DEFAULT_LABELS)
    assert [name for name in SETTINGS if settings.value(name) is None] == []
    assert list(settings.exports) == list(EXPORTS)
    assert {c.id: c.keys for c in table_of(settings, None)}["go.halfdown"] == ("f10",)
    assert ran("export", corpus_folder).code == 0


def test_what_is_there_is_left(corpus_folder: Path, ran: Ran) -> None:
    """Also a link that leads nowhere; the guidelines are about the labels there are."""
    project, guidelines = corpus_folder / "reader.toml", corpus_folder / "guidelines.md"
    project.write_text('[labels.event]\nkey = "z"\ngloss = "What happened."\nunit = "sentence"\n')

    first = ran("init", corpus_folder)
    text = guidelines.read_text()
    guidelines.unlink()
    guidelines.symlink_to("nowhere")
    second = ran("init", corpus_folder)

    assert first.err == f"{project} is there already, and left as it is\n{guidelines} written\n"
    assert "## event\n\nWhat happened.\n\n- Its key takes the sentence." in text
    assert second.err.count("left as it is") == 2
    assert guidelines.is_symlink()


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path, ran: Ran) -> None:
    """It may be a slip."""
    done = ran("init", tmp_path / "none")

    assert (done.code, done.err) == (2, f"reader: There is no folder {tmp_path / 'none'}. Make it, or name another.\n")
    assert not (tmp_path / "none").exists()


def test_beside_a_table(tmp_path: Path, ran: Ran) -> None:
    """In its folder."""
    (tmp_path / "news.jsonl").write_text('{"text": "a"}\n')

    ran("init", tmp_path / "news.jsonl")

    assert (tmp_path / "reader.toml").exists()
    assert places.folder_of(tmp_path / "news.jsonl") == tmp_path
