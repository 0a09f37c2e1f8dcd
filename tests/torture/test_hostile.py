"""The short form of the torture by texts, and that it finds what it looks for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from reader.corpus import decoding
from reader.session.session import Session
from reader.text import visible
from tests.torture.hostile import Figures, run


def test_hostile_texts_do_nothing() -> None:
    """Through every screen and command; the long form is in CONTRIBUTING."""
    assert run(20, seed=1) == Figures(20, 0, 0, 0)


def test_what_acts_on_a_terminal_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """If texts were shown as they are."""
    nothing: Mapping[int, str] = {}
    monkeypatch.setattr(visible, "PICTURES", nothing)

    assert run(5, seed=1).raw > 0


def test_what_falls_over_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """If a key brought the app down."""

    def falling(self: Session, step: int) -> str:
        raise ValueError(self.article.id, step)

    monkeypatch.setattr(Session, "open_by", falling)

    assert run(2, seed=1).crashed > 0


def test_what_moves_an_offset_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """If files were read as text files usually are."""
    before = decoding.decode

    def as_a_text_file(data: bytes, encoding: str = "", *, whole: bool = True) -> decoding.Decoded:
        decoded = before(data, encoding, whole=whole)
        return decoded._replace(text=decoded.text.replace("\r", "\n"))

    monkeypatch.setattr("reader.corpus.articles.decode", as_a_text_file)

    assert run(10, seed=1).shifted > 0
