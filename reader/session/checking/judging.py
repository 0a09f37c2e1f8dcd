"""What the counts of strings say: which label, which form, tagged or not; and what would put the rarer side right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.core.span import Span
from reader.session.checking.finding import Repair, to_repair, to_tag
from reader.session.wording import quoted
from reader.text.forms import form

UNTAGGED = ""
"""Stands for a label where there is none."""


class Tally(NamedTuple):
    """How often one string is what."""

    string: str
    """The string."""
    counts: Counter[str]
    """How often it has each label; once at least."""
    untagged: int
    """How often it has none, where articles are begun."""
    most: int
    """From which number on it was not counted any more."""

    @property
    def words(self) -> str:
        """`“Moscow”: place 8, actor 2, untagged 3`."""
        ordered = sorted(self.counts, key=lambda label: (-self.counts[label], label))
        parts = [f"{label} {self.counts[label]}" for label in ordered]
        if self.untagged:
            parts.append(f"untagged {'more than ' if self.untagged > self.most else ''}{min(self.untagged, self.most)}")
        return f"{quoted(self.string)}: {', '.join(parts)}"


class Verdict(NamedTuple):
    """What is wrong with all the places of one string under one label."""

    rule: str
    """The id of the rule."""
    message: str
    """It in words."""
    label: str = ""
    """The label that they should have; empty when that is for a person to say."""
    string: str = ""
    """The string that they should be; empty when that is not the matter."""


Verdicts = Mapping[tuple[str, str], Sequence[Verdict]]
"""What is wrong with a string under a label."""


def judged(tallies: Iterable[Tally], rules: Collection[str]) -> Verdicts:
    """What some rules say of the strings of a corpus."""
    made: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    forms: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for tally in tallies:
        for label, verdict in _sides(tally):
            made[tally.string, label].append(verdict)
        for label, times in tally.counts.items():
            forms[label, form(tally.string)].append((-times, tally.string))
    for (label, _), several in forms.items():
        for string, verdict in _two_forms(sorted(several)) if len(several) > 1 else ():
            made[string, label].append(verdict)
    return {key: chosen for key, some in made.items() if (chosen := [each for each in some if each.rule in rules])}


def _sides(tally: Tally) -> Iterator[tuple[str, Verdict]]:
    """What is wrong with a string under each of its labels, and where it has none."""
    counts, tagged, untagged = tally.counts, tally.counts.total(), tally.untagged
    if len(counts) == 1 and not untagged:
        return
    most = max(counts.values())
    first, *others = sorted(label for label in counts if counts[label] == most)
    # Where two are as frequent a person has to say which is right.
    usual = "" if others else first
    for label in sorted(counts.keys() - {usual}):
        yield label, Verdict("S401", tally.words, label=usual)
    if 0 < untagged <= tagged:
        yield UNTAGGED, Verdict("S402", tally.words, label=usual)
    for label in counts if untagged > tagged else ():
        yield label, Verdict("S403", tally.words)


def _two_forms(several: Sequence[tuple[int, str]]) -> Iterator[tuple[str, Verdict]]:
    """All strings of one label and one form but the most frequent, which comes first."""
    parts = [f"{quoted(string)} {-times}" for times, string in several]
    message = f"{', '.join(parts)}: they differ only by a determiner or punctuation"
    for _, string in several[1:]:
        yield string, Verdict("S404", message, string=several[0][1])


def repair_of(verdict: Verdict, span: Span, label: str, string: str) -> Repair | None:
    """What would put one place right, where its span has this label and is this string."""
    if verdict.label:
        return to_repair((to_tag((span, label)) if label else None, to_tag((span, verdict.label))))
    here = string.find(verdict.string) if verdict.string else -1
    if here < 0 or len(span) != len(string):
        # It would have to grow, or has other blanks than the string: where to is for a person to see.
        return None
    inner = Span(span.start + here, span.start + here + len(verdict.string))
    return to_repair((to_tag((span, label)), to_tag((inner, label))))
