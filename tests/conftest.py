"""Fixtures every test may use: real folders, a corpus of the samples, a session on it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from reader.corpus.corpus import open_corpus
from reader.corpus.reading import Reading
from reader.resources import folder
from reader.session.session import Session
from reader.store.store import Store

# A slow machine is no failure; what must not happen is a test that takes for ever.
settings.register_profile("reader", deadline=None, max_examples=60)
settings.load_profile("reader")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two processes a core for all tests, which wait for disks, terminals and painting half of their time; else none.

    A file or a test named by hand, and the few of packaging, have ended before the processes were there.
    """
    several = config.args_source is pytest.Config.ArgsSource.TESTPATHS and config.option.markexpr != "packaging"
    return 2 * (os.cpu_count() or 1) if several else 0


@pytest.fixture
def corpus_folder(tmp_path: Path) -> Path:
    """A folder of its own with the two samples."""
    place = tmp_path / "corpus"
    shutil.copytree(folder("seeds"), place, ignore=shutil.ignore_patterns("*.json"))
    return place


OpenSession = Callable[[], Session]
"""Opens a session on the corpus folder, as a start of the tool would."""


@pytest.fixture
def open_session(corpus_folder: Path, tmp_path: Path) -> Iterator[OpenSession]:
    """Sessions on the corpus folder, closed at the end of the test."""
    opened: list[Session] = []

    # Texts with ESC and NUL are read when an encoding is named; hostile ones are to come as far as the screen.
    reading = Reading(encoding="utf-8")

    def opening() -> Session:
        store = Store.for_writing(corpus_folder / "annotations.json")
        opened.append(Session(open_corpus(corpus_folder, reading=reading), store, "tester"))
        return opened[-1]

    yield opening
    for session in opened:
        session.close()


@pytest.fixture
def session(open_session: OpenSession) -> Session:
    """A session on the samples."""
    return open_session()
