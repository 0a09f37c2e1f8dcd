"""How quick the work is, and how far it came day by day: worked out from when the steps were made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from reader.session.statistics.values import Day, Pace
from reader.store.moments import Moment

PAUSE = 300.0
"""Seconds between two steps from which on somebody was away: nothing of them is work."""

SESSION = 1_800.0
"""Seconds between two steps of an annotator from which on the later one begins another session."""

BULK = 200
"""Spans that one step puts in from which on nobody pressed keys for them: an import, not work."""


class _Measured:
    """What was made by one annotator, in which time and with how many keys, since a moment."""

    def __init__(self, since: str) -> None:
        self._since = since
        self._spans = self._keys = self._keyed = 0
        self._seconds = 0.0
        self._is_keyed = False
        self.is_empty = True

    def add(self, seconds: float, made: int, keys: int | None) -> None:
        """Count a step, with the time since the one before."""
        self.is_empty = False
        self._seconds += seconds
        self._spans += made
        if keys is not None:
            self._is_keyed = True
            self._keys += keys
            self._keyed += made

    def pace(self, by: str) -> Pace:
        """The sum of it."""
        keys = self._keys if self._is_keyed else None
        return Pace(by, self._spans, self._seconds / 60, keys, self._keyed, self._since)


class Pacing:
    """Takes the steps of a history, oldest first."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}
        self._whole: dict[str, _Measured] = {}
        self._session: dict[str, _Measured] = {}
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
        passed = -1.0 if last is None else when - last
        if not 0 <= passed <= SESSION:
            self._session[by] = _Measured(moment.at)
        if by not in self._whole:
            self._whole[by] = _Measured(moment.at)
        if not 0 <= passed <= PAUSE:
            return
        self._minutes[date] += passed / 60
        for measured in (self._whole[by], self._session[by]):
            measured.add(passed, made, moment.keys)

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
        return _paces(self._whole)

    def last_sessions(self) -> Sequence[Pace]:
        """The same of what each of them did since they were away for longer than `SESSION`."""
        return _paces(self._session)


def _paces(measured: Mapping[str, _Measured]) -> Sequence[Pace]:
    found = [each.pace(by) for by, each in measured.items() if not each.is_empty]
    return sorted(found, key=lambda pace: (-pace.spans, pace.annotator))


def pacing(moments: Iterable[Moment]) -> Pacing:
    """What the steps of a history say."""
    made = Pacing()
    for moment in moments:
        made.take(moment)
    return made
