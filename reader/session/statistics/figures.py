"""The figures as charts and tables, before anybody draws them: words and shares, no cells and no pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.core.label import LabelSet
from reader.session.statistics.values import Day, Lengths, Pace, Statistics
from reader.session.wording import counted, quoted

OTHER = "olive"
"""The colour role of labels that the project does not have."""

NEUTRAL = ""
"""Stands for no colour role."""

BLOCKS = " ▁▂▃▄▅▆▇█"
"""Heights, in eighths."""


class Bar(NamedTuple):
    """One row of a chart."""

    name: str
    """What it is of."""
    words: str
    """Its value in words."""
    share: float
    """How long it is, from 0 to 1."""
    hue: str = NEUTRAL
    """The colour role of its label; empty when it is of none."""


class Chart(NamedTuple):
    """Bars below each other."""

    title: str
    """What is counted."""
    bars: Sequence[Bar]
    """From top to bottom."""


class Table(NamedTuple):
    """Cells in columns; the first column names its row."""

    title: str
    """What is counted."""
    head: Sequence[str]
    """The names of the columns."""
    rows: Sequence[Sequence[str]]
    """As many cells each."""
    left: int = 1
    """How many columns hold words rather than numbers."""


def headline(statistics: Statistics) -> str:
    """`2 articles, 222 spans in 6,214 characters; 1 done, 2 begun`."""
    done, length = statistics.with_status("done")
    articles, characters = counted(len(statistics.articles), "article"), statistics.characters
    share = f"{length / characters:.0%} of the text" if characters else "no characters"
    parts = [f"{articles}, {counted(statistics.spans, 'span')} in {characters:,} characters"]
    parts += [f"{statistics.begun} begun, {done} done ({share})"]
    parts += [f"{statistics.stray} not on their words any more, and not counted"] if statistics.stray else []
    parts += [f"{statistics.unreadable} cannot be read"] if statistics.unreadable else []
    return "; ".join(parts)


def figures(statistics: Statistics, labels: LabelSet, most: int = 20) -> Iterator[Chart | Table]:
    """Everything that there is something to say about; of articles and days at most so many."""
    if statistics.labels:
        yield from _by_label(statistics, labels)
        yield _lengths(statistics)
        yield _depths(statistics)
        yield _containment(statistics)
        yield _strings(statistics)
        yield _articles(statistics, most)
    if statistics.days:
        yield _progress(statistics, most)
    if statistics.paces:
        yield _paces("Pace", statistics.paces)
    if statistics.last_sessions:
        yield _paces("Pace in the last session", statistics.last_sessions)


def _by_label(statistics: Statistics, labels: LabelSet) -> Iterator[Chart]:
    most = max(label.spans for label in statistics.labels)
    characters = statistics.characters or 1
    spans, lengths = [], []
    for label in statistics.labels:
        hue = labels[label.name].look.hue if label.name in labels else OTHER
        spans.append(
            Bar(label.name, f"{label.spans:,} in {counted(label.articles, 'article')}", label.spans / most, hue)
        )
        share = label.characters / characters
        lengths.append(Bar(label.name, f"{label.characters:,} ({share:.1%} of the text)", share, hue))
    yield Chart("Spans by label", spans)
    yield Chart("Characters by label", lengths)


def _lengths(statistics: Statistics) -> Table:
    head = ["label", "shortest", "quarter", "half", "nine in ten", "longest", "mean", "1, 2, 3-4, 5-8 …"]
    rows = []
    # Filled up to the head, so that the first bin stands below its first number.
    bins = max(len(head[-1]), *(len(label.lengths.bins) for label in statistics.labels))
    for label in statistics.labels:
        least, quarter, median, most_of, most, mean, _ = label.lengths
        numbers = [f"{each:,}" for each in (least, quarter, median, most_of, most)]
        rows.append([label.name, *numbers, f"{mean:,.1f}", f"{spark(label.lengths):{bins}}"])
    return Table("Lengths in characters: so many have at most …", head, rows)


def spark(lengths: Lengths) -> str:
    """A distribution in a line: a block for each bin, of which the highest is full."""
    most = max(each.spans for each in lengths.bins)
    return "".join(BLOCKS[-(-8 * each.spans // most)] for each in lengths.bins)


def _depths(statistics: Statistics) -> Chart:
    most = max(statistics.depths.values())
    bars = [
        Bar(f"in {depth}" if depth else "outermost", f"{spans:,}", spans / most)
        for depth, spans in statistics.depths.items()
    ]
    return Chart("Nesting: spans inside so many others", bars)


def _containment(statistics: Statistics) -> Table:
    names = [label.name for label in statistics.labels]
    rows = [
        [inner.name, *(_part(statistics.inside.get((outer, inner.name), 0), inner.spans) for outer in names)]
        for inner in statistics.labels
    ]
    return Table("Containment: spans that lie in one of …", ["label", *(f"in {name}" for name in names)], rows)


def _part(count: int, of: int) -> str:
    return f"{count:,} ({count / of:.0%})" if count else "–"


def _strings(statistics: Statistics) -> Table:
    """Those that occur more than once."""
    often = ((label.name, [(s, times) for s, times in label.strings if times > 1]) for label in statistics.labels)
    rows = [[name, ", ".join(f"{quoted(s)} {times}" for s, times in some) or "none twice"] for name, some in often]
    return Table("Most frequent strings", ["label", "strings"], rows, left=2)


def _articles(statistics: Statistics, most: int) -> Table:
    names = [label.name for label in statistics.labels]
    chosen = sorted(statistics.articles, key=lambda a: -sum(spans for spans, _ in a.labels.values()))[:most]
    rows = [
        [a.id, a.status, f"{a.characters:,}", *(_cell(a.labels.get(name)) for name in names)]
        for a in chosen
        if a.labels
    ]
    more = f" (the {most} with most spans)" if len(statistics.articles) > most else ""
    return Table(f"Articles{more}: spans/characters", ["article", "status", "characters", *names], rows, left=2)


def _cell(figures: tuple[int, int] | None) -> str:
    return f"{figures[0]:,}/{figures[1]:,}" if figures else "–"


def _progress(statistics: Statistics, most: int) -> Chart:
    days = statistics.days[-most:]
    highest = max(day.spans for day in days) or 1
    bars = [Bar(day.date, _day(day), max(0, day.spans) / highest) for day in days]
    return Chart("Progress: spans there were in the evening", bars)


def _day(day: Day) -> str:
    parts = [f"{day.spans:,}", f"{day.made:,} made"]
    parts += [f"{day.removed:,} removed"] if day.removed else []
    parts += [f"{day.done:,} done"] if day.done else []
    parts += [f"{day.minutes:.0f} min"] if day.minutes >= 1 else []
    return ", ".join(parts)


def _paces(title: str, paces: Sequence[Pace]) -> Table:
    rows = [
        [
            pace.annotator,
            f"{pace.spans:,}",
            f"{pace.minutes:,.0f}",
            _number(pace.spans_a_minute),
            _number(pace.keys_a_span),
            pace.since[:16].replace("T", " "),
        ]
        for pace in paces
    ]
    return Table(title, ["annotator", "spans", "minutes", "spans a minute", "keys a span", "since (UTC)"], rows)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
