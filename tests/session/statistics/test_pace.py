"""Days and pace: what the times of the steps say, and what they do not."""

from __future__ import annotations

from reader.session.statistics.pace import BULK, pacing
from reader.session.statistics.values import Day, Pace
from reader.store.moments import Moment

START = "2026-01-01T10:00:00.000+00:00"
"""When the first step was made."""


def at(time: str, added: int = 1, removed: int = 0, **more: object) -> Moment:
    """A step of one annotator."""
    usual = Moment(f"2026-01-{time}.000+00:00", "ann", "do", added, removed, 0)
    return usual._replace(**more)  # type: ignore[arg-type]


def test_time_is_between_steps_that_are_near() -> None:
    """What was made in it is counted, not what came after a pause; another annotator has a time of their own."""
    steps = [at("01T10:00:00"), at("01T10:00:30"), at("01T10:01:00", 2), at("01T12:00:00"), at("01T12:00:30", by="ben")]

    made = pacing(steps)

    assert made.paces() == [Pace("ann", 3, 1.0, since=START)]
    assert made.paces()[0].spans_a_minute == 3
    assert made.paces()[0].keys_a_span is None


def test_changes_take_time_and_make_nothing() -> None:
    """A label changed is one out and one in; a span taken away is none made."""
    steps = [at("01T10:00:00"), at("01T10:00:30", 1, 1), at("01T10:01:00", 0, 1), at("01T10:02:00")]

    assert pacing(steps).paces() == [Pace("ann", 1, 2.0, since=START)]


def test_imports_are_no_work() -> None:
    """Nor what other programs put in, nor what moved with its article; the days have them."""
    steps = [
        at("01T10:00:00"),
        at("01T10:00:10", BULK + 1),
        at("01T10:00:20", kind="merge"),
        at("01T10:00:30", 3, 3, kind="move"),
        at("01T10:01:00"),
    ]

    made = pacing(steps)

    assert made.paces() == [Pace("ann", 1, 1.0, since=START)]
    assert [day.made for day in made.days(0)] == [BULK + 4]


def test_keys_are_counted_where_they_are_known() -> None:
    """A step without them tells nothing of keys."""
    steps = [at("01T10:00:00", keys=9), at("01T10:00:30", keys=3), at("01T10:00:40"), at("01T10:00:50", 2, keys=3)]

    (pace,) = pacing(steps).paces()

    assert (pace.spans, pace.keys, pace.keyed, pace.keys_a_span) == (4, 6, 3, 2.0)


def test_the_last_session_has_a_pace_of_its_own() -> None:
    """A pause of minutes is no time of work and ends none; after more than half an hour another session begins."""
    first = [at("01T10:00:00", keys=1), at("01T10:01:00", keys=9)]
    last = [at("01T10:31:01", keys=2), at("01T10:31:31", keys=2), at("01T10:50:00", keys=5)]
    last += [at("01T10:50:30", 2, keys=3)]
    steps = [*first, *last, at("01T12:00:00", by="ben")]

    (pace,) = pacing(steps).last_sessions()

    assert pace == Pace("ann", 3, 1.0, 5, 3, "2026-01-01T10:31:01.000+00:00")
    assert [whole.spans for whole in pacing(steps).paces()] == [4]
    assert pacing([*first, last[0]]).last_sessions() == []


def test_days_count_back_from_what_there_is_now() -> None:
    """So that a history that was begun late is right all the same; a time that is none is passed over."""
    steps = [at("01T10:00:00", 3, done=1), at("03T10:00:00", 0, 1, done=-1), at("03T10:01:00", 2), at("x")]

    assert pacing(steps).days(10) == [
        Day("2026-01-01", 3, 0, 1, 9, 0.0),
        Day("2026-01-03", 2, 1, -1, 10, 1.0),
    ]
