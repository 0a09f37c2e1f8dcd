"""Marks over each other: properly nested, every span whole, and never too many."""

from collections import Counter

from hypothesis import given

from reader.core.annotation import Annotation
from reader.formats.format import Entry, Options
from reader.formats.layers import DEPTH, drawn, losses, shown
from tests.formats.cases import CASES, entries, entry


def check(one: Entry) -> None:
    stack: list[Annotation] = []
    covered: dict[str, str] = {}
    whole: Counter[tuple[str, str]] = Counter()

    def begin(annotation: Annotation, really: bool) -> str:
        stack.append(annotation)
        whole["begun", annotation.id] += really
        return ""

    def end(annotation: Annotation, really: bool) -> str:
        assert stack.pop() == annotation
        whole["ended", annotation.id] += really
        return ""

    def escape(text: str) -> str:
        for annotation in stack:
            covered[annotation.id] = covered.get(annotation.id, "") + text
        return text

    visible, _ = shown(one.record.annotations)
    written = "".join(drawn(one.article.text, visible, begin, end, escape))

    assert written == one.article.text
    assert not stack
    assert covered == {annotation.id: annotation.text for annotation in visible}
    assert set(whole.values()) <= {1}
    lost = {loss.annotation for loss in losses(one, Options())}
    assert lost == {a.id for a in one.record.annotations} - {a.id for a in visible}


def test_the_cases_are_drawn() -> None:
    """Each of them: begun once, ended once, the last begun ended first."""
    for one in CASES.values():
        check(one)


@given(entries())
def test_whatever_is_drawn(one: Entry) -> None:
    """The same for hostile texts."""
    check(one)


def test_what_lies_too_deep_is_named() -> None:
    """20 over each other are 12 marks and 8 losses; what comes behind them is drawn again."""
    one = entry("deep", "x" * 60, [*((n, 40 - n, "claim") for n in range(20)), (50, 51, "actor")])

    assert len(shown(one.record.annotations)[0]) == DEPTH + 1
    assert len(list(losses(one, Options()))) == 20 - DEPTH
    check(one)
