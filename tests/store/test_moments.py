"""The steps of a history without what is in them: the same counts that reading them whole gives."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Article
from reader.core.change import Change
from reader.core.errors import StoreError
from reader.core.record import Record
from reader.core.span import Span
from reader.core.step import Head, Step
from reader.session.tagging import Author
from reader.store.lines import line_of
from reader.store.moments import Moment, moments
from tests.strategies import texts

WHEN = "2026-01-02T03:04:05.678+00:00"
HOSTILE = st.one_of(texts(), st.just('"added":[{"annotator":"x","status":["open","done"],"keys":7,"kind":"do"'))
FOLDER = Path("annotations.json")


def step(text: str, by: str, counts: list[tuple[int, int, bool]]) -> Step:
    """A step that puts in and takes away so many, and marks as done."""
    changes, heads = [], []
    for number, (added, removed, done) in enumerate(counts):
        article = Article(f"{number}{text}", f"{text}x")
        author = Author(by, WHEN)
        span = Span(0, len(article))
        changes.append(
            Change(
                article.id,
                removed=tuple(author.annotate(article.text, span, text)._replace(note=text) for _ in range(removed)),
                added=tuple(author.annotate(article.text, span, text) for _ in range(added)),
                status=("open", "done") if done else None,
                note=(text, by),
            )
        )
        heads.append(Head.of(Record.of(article)))
    return Step(tuple(changes), tuple(heads), at=WHEN, by=by)


COUNTS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), min_size=1, max_size=3)


@given(st.lists(st.tuples(HOSTILE, HOSTILE, COUNTS), min_size=1, max_size=4), st.booleans())
def test_they_say_what_the_steps_say(tmp_path_factory: pytest.TempPathFactory, made: list, anew: bool) -> None:  # type: ignore[type-arg]
    """Whatever stands in texts, names and notes; also when another program wrote the lines anew."""
    store = tmp_path_factory.mktemp("store") / FOLDER
    lines = []
    for seq, (text, by, counts) in enumerate(made, 1):
        data, _ = line_of(step(text, by, counts), "log", seq, "" if seq == 1 else None)
        lines.append(orjson.dumps(dict(reversed(orjson.loads(data).items()))) + b"\n" if anew else data)
    store.with_name("annotations.history.jsonl").write_bytes(b"".join(lines))

    assert list(moments(store)) == [
        Moment(WHEN, by, "do", sum(c[0] for c in counts), sum(c[1] for c in counts), sum(c[2] for c in counts))
        for _, by, counts in made
    ]


def test_keys_stand_beside_the_kind(tmp_path: Path) -> None:
    """Where a line has them; what is no line is passed over, and a history that is not there has none."""
    data, _ = line_of(step("x", "ann", [(1, 0, False)]), "log", 1)
    keyed = data.replace(b',"kind"', b',"keys":12,"kind"')
    (tmp_path / "annotations.history.jsonl").write_bytes(b"<<<<<<< mine\n\n" + keyed + data + data[:50])

    assert [moment.keys for moment in moments(tmp_path / FOLDER)] == [12, None]
    assert list(moments(tmp_path / "none.json")) == []


def test_a_history_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    """In one sentence."""
    (tmp_path / "annotations.history.jsonl").mkdir()

    with pytest.raises(StoreError, match="cannot be read"):
        list(moments(tmp_path / FOLDER))
