"""A gold standard: articles with the spans they should have, in the JSONL export format."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reader.core.label import LabelSet
from reader.core.span import Span


class Wanted(NamedTuple):
    """One span that should be tagged."""

    span: Span
    """Where."""
    label: str
    """As what."""


class GoldArticle(NamedTuple):
    """One article and what it should have."""

    id: str
    """Its id, used as its file name."""
    text: str
    """Its exact text."""
    wanted: tuple[Wanted, ...]
    """The spans, in order, longest first."""


def read_gold(path: Path, labels: LabelSet) -> Sequence[GoldArticle]:
    """The articles of a file. Raises ValueError that names the line for a span off its text or an unknown label."""
    articles = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            articles.append(_article(json.loads(line), f"{path}, line {number}", labels))
    return articles


def _article(record: dict[str, object], where: str, labels: LabelSet) -> GoldArticle:
    text, spans = record["text"], record["spans"]
    if not isinstance(text, str) or not isinstance(spans, list):
        raise TypeError(f"{where}: text and spans are needed")
    wanted = {Wanted(Span(item["start"], item["end"]), item["label"]) for item in spans}
    for item in spans:
        if "text" in item and text[item["start"] : item["end"]] != item["text"]:
            raise ValueError(f"{where}: {item['text']!r} is not at {item['start']}")
        if item["label"] not in labels:
            raise ValueError(f"{where}: {item['label']!r} is no label here")
    order = sorted(wanted, key=lambda one: (one.span.start, -one.span.end, one.label))
    return GoldArticle(str(record.get("id", where)), text, tuple(order))
