"""Several processes find what one finds, in the same order; one that dies is made up for."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cli.jsonout import dumped
from reader.core.article import Article
from reader.core.label import DEFAULT_LABELS
from reader.core.record import Record
from reader.core.span import Span
from reader.session import helping
from reader.session.checking.check import Check
from reader.session.checking.finding import Finding
from reader.session.helping import ENOUGH, MOST, processes
from reader.session.statistics.document import document
from reader.session.statistics.gathering import gather, helpers_of
from tests.session.checking.test_rules import AUTHOR, check_of
from tests.stores import keep

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no copies of processes here"),
    # The threads of whoever runs the tests have nothing to do with the copy.
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
]

WORDS = ("Moscow", "Kyiv", "the Kremlin", "Kremlin", "ten", "he", "Moscow State University", ".\n")
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join), min_size=1, max_size=9)
LABELS = ("actor", "place", "figure", "person", "claim")


def tagged(folder: Path, texts: Sequence[str], chance: list[int]) -> None:
    """Write articles, and tag some words of each with a label: the same words get different ones, or none."""
    records, draw = [], iter(chance * 200)
    for number, text in enumerate(texts):
        article = Article(f"{number}.txt", text)
        (folder / article.id).write_text(text, newline="")
        stray = []
        for start in range(0, len(text), 3):
            if next(draw) % 3 == 0:
                end = min(len(text), start + 2 + next(draw) % 9)
                stray.append(AUTHOR.annotate(text, Span(start, end), LABELS[next(draw) % 5]))
        for words in WORDS[:3]:
            if words in text and next(draw) % 2:
                at = text.index(words)
                stray.append(AUTHOR.annotate(text, Span(at, at + len(words)), LABELS[next(draw) % 3]))
        records.append(Record(article.id, article.title, article.sha256, len(text), stray=tuple(stray)))
    keep(folder / "annotations.json", *records)


def found(check: Check) -> tuple[list[Finding], int, int]:
    """All findings, and how much was looked at."""
    return list(check.findings()), check.articles, check.spans


@settings(max_examples=25)
@given(TEXTS, st.lists(st.integers(0, 200), min_size=5, max_size=30), st.integers(2, 5))
def test_several_find_what_one_finds(texts: Sequence[str], chance: list[int], many: int) -> None:
    """In the same order, counted the same; also when there are more processes than articles."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        tagged(folder, texts, chance)
        helped = check_of(folder)
        helped.get_help(many)

        assert found(helped) == found(check_of(folder))


@settings(max_examples=25)
@given(TEXTS, st.lists(st.integers(0, 200), min_size=5, max_size=30), st.integers(2, 5))
def test_several_count_what_one_counts(texts: Sequence[str], chance: list[int], many: int) -> None:
    """The very same figures, in the same order; also when one of them dies."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        tagged(folder, texts, chance)
        walk = check_of(folder).walk
        helpers = helpers_of(walk, None, many)
        if chance[0] % 2:
            os.kill(helpers[0]._process, signal.SIGKILL)

        helped = document(gather(walk, (), DEFAULT_LABELS, helpers=helpers))

        assert dumped(helped) == dumped(document(gather(check_of(folder).walk, (), DEFAULT_LABELS)))


@pytest.mark.parametrize("rules", [("E101",), ("S402",), ()])
def test_a_helper_that_dies_is_made_up_for(tmp_path: Path, rules: Sequence[str]) -> None:
    """The kernel may end one when memory is short: its articles are looked at here."""
    tagged(tmp_path, ["Moscow and Kyiv", "Kyiv and Moscow", "Kyiv", "Moscow"], [3, 1, 4, 1, 5, 9, 2, 6])
    alone = found(check_of(tmp_path, *rules))
    helped = check_of(tmp_path, *rules)
    helped.get_help(3)
    os.kill(helped._helpers[0]._process, signal.SIGKILL)

    assert found(helped) == alone


def test_where_no_process_can_be_had_one_does_it_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when a limit is reached, or no folder takes the file for the answer."""

    def refused() -> NoReturn:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    tagged(tmp_path, ["Moscow and Kyiv", "Kyiv and Moscow", "Kyiv"], [3, 1, 4, 1, 5, 9, 2, 6])
    alone = found(check_of(tmp_path))
    for place, what in ((os, "fork"), (helping, "TemporaryFile")):
        with monkeypatch.context() as patch:
            patch.setattr(place, what, refused)
            helped = check_of(tmp_path)
            helped.get_help(3)

        assert found(helped) == alone


def test_who_stops_early_leaves_no_process(tmp_path: Path) -> None:
    """A pipe that is closed, or Ctrl-C, ends them all."""
    tagged(tmp_path, ["Moscow"] * 4, [3, 0, 3])
    helped = check_of(tmp_path)
    helped.get_help(2)
    process = helped._helpers[0]._process
    findings = helped.findings()
    assert isinstance(findings, Generator)
    next(findings)
    findings.close()

    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_few_articles_need_no_help() -> None:
    """Starting a process takes longer than they do."""
    assert processes(ENOUGH - 1) == 1
    assert 1 <= processes(ENOUGH) <= MOST
