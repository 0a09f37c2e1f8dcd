"""How quick the work is, and how far it came day by day: worked out from when the steps were made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from reader.session.statistics.values import Day, Pace
from reader.store.moments import Moment

PAUSE = 300.0
"""Seconds between two steps from which on somebody was away: nothing of them is work."""

BULK = 200
"""Spans that one step puts in from which on nobody pressed keys for them: an import, not work."""


class Pacing:
    """Takes the steps of a history, oldest first."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}
        self._spans: Counter[str] = Counter()
        self._seconds: dict[str, float] = defaultdict(float)
        self._keys: Counter[str] = Counter()
        self._keyed: Counter[str] = Counter()
        self._made: Counter[str] = Counter()
        self._removed: Counter[str] = Counter()
        self._done: Counter[str] = Counter()
        self._minutes: dict[str, float] = defaultdict(float)

    def take(self, moment: Moment) -> None:
        """Count one step."""
        try:
            when = datetime.fromisoformat(moment.at).timestamp()
        except ValueError:
            return
        date, net = moment.at[:10], moment.added - moment.removed
        self._made[date] += max(0, net)
        self._removed[date] += max(0, -net)
        self._done[date] += moment.done
        if net <= BULK and moment.kind not in ("merge", "move"):
            self._measure(moment, when, max(0, net), date)

    def _measure(self, moment: Moment, when: float, made: int, date: str) -> None:
        """Count the time since the step before of the same annotator, unless they were away."""
        by, last = moment.by, self._last.get(moment.by)
        self._last[by] = when
        if last is None or not 0 <= when - last <= PAUSE:
            return
        self._seconds[by] += when - last
        self._minutes[date] += (when - last) / 60
        self._spans[by] += made
        if moment.keys is not None:
            self._keys[by] += moment.keys
            self._keyed[by] += made

    def days(self, spans: int) -> Sequence[Day]:
        """The days; `spans` is how many there are now, from which is counted back."""
        made = []
        for date in sorted(self._made, reverse=True):
            new, gone = self._made[date], self._removed[date]
            made.append(Day(date, new, gone, self._done[date], spans, self._minutes[date]))
            spans -= new - gone
        return made[::-1]

    def paces(self) -> Sequence[Pace]:
        """The annotators whose time was measured, the busiest first."""
        keys: Mapping[str, int] = self._keys
        found = [
            Pace(by, self._spans[by], seconds / 60, keys.get(by), self._keyed[by])
            for by, seconds in self._seconds.items()
        ]
        return sorted(found, key=lambda pace: (-pace.spans, pace.annotator))


def pacing(moments: Iterable[Moment]) -> Pacing:
    """What the steps of a history say."""
    made = Pacing()
    for moment in moments:
        made.take(moment)
    return made
