"""All figures as JSON: counts are whole numbers, lengths code points, times minutes, days UTC."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reader.session.statistics.values import LabelFigures, Pace, Statistics


def document(statistics: Statistics) -> Mapping[str, Any]:
    """Everything that there is, every article too."""
    names = [label.name for label in statistics.labels]
    return {
        "articles": {
            "count": len(statistics.articles),
            "characters": statistics.characters,
            "begun": statistics.begun,
            "unreadable": statistics.unreadable,
            "status": {
                status: dict(zip(("count", "characters"), statistics.with_status(status), strict=True))
                for status in sorted({article.status for article in statistics.articles})
            },
        },
        "spans": statistics.spans,
        "stray": statistics.stray,
        "labels": {label.name: _label(label) for label in statistics.labels},
        "depths": {str(depth): spans for depth, spans in statistics.depths.items()},
        "inside": {outer: {inner: statistics.inside.get((outer, inner), 0) for inner in names} for outer in names},
        "days": [day._asdict() for day in statistics.days],
        "paces": [_pace(pace) for pace in statistics.paces],
        "last_sessions": [_pace(pace) for pace in statistics.last_sessions],
        "by_article": [
            {
                "id": article.id,
                "status": article.status,
                "characters": article.characters,
                "labels": {
                    label: {"spans": spans, "characters": characters}
                    for label, (spans, characters) in article.labels.items()
                },
            }
            for article in statistics.articles
        ],
    }


def _label(label: LabelFigures) -> Mapping[str, Any]:
    lengths = label.lengths
    return {
        "spans": label.spans,
        "characters": label.characters,
        "articles": label.articles,
        "lengths": {
            "min": lengths.least,
            "p25": lengths.quarter,
            "p50": lengths.median,
            "p90": lengths.most_of,
            "max": lengths.most,
            "mean": lengths.mean,
            "bins": [each._asdict() for each in lengths.bins],
        },
        "different": label.different,
        "strings": [{"string": string, "spans": spans} for string, spans in label.strings],
    }


def _pace(pace: Pace) -> Mapping[str, Any]:
    return {
        "annotator": pace.annotator,
        "since": pace.since,
        "spans": pace.spans,
        "minutes": pace.minutes,
        "spans_a_minute": pace.spans_a_minute,
        "keys": pace.keys,
        "keys_a_span": pace.keys_a_span,
    }
