"""Of what each rule finds there is something very much like it that it must not find."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.session.checking.rules import RULES
from tests.session.checking.test_rules import ACTOR, CLAIM, FIGURE, PLACE, Marked, checked, folder

__all__ = ["folder"]

NEAR: dict[str, Sequence[Marked]] = {
    "E101": [("He left Moscow-on-the-Hill's.", [("Moscow-on-the-Hill", PLACE)]), ("北京大学在", [("北京大学", ACTOR)])],
    "E102": [("The flag 🇦🇲🇦🇿 flies.", [("🇦🇲", PLACE)]), ("cafe\u0301 x", [("cafe\u0301", PLACE)])],
    "E103": [("He left New\nYork .", [("New\nYork", PLACE)])],
    "L201": [("Putin left. “It rained.”", [("Putin left.", CLAIM), ("Putin left", ACTOR)])],
    "L202": [("Ten came.", [("Ten came.", CLAIM), ("Ten came.", FIGURE)])],
    "L203": [("He left Moscow.", [("Moscow", PLACE)])],
    "R301": [("Moscow and Moscow", [("|Moscow| and", PLACE), ("and |Moscow|", PLACE), ("|Moscow| and", ACTOR)])],
    "R302": [
        ("the Moscow State University", [("Moscow State University", ACTOR), ("Moscow", ACTOR)]),
        ("the Kremlin", [("the Kremlin", ACTOR), ("Kremlin", PLACE)]),
        ("a Kremlin, Kremlin", [("a |Kremlin|,", PLACE), (", |Kremlin|", PLACE)]),
    ],
    "S401": [("Moscow said so.", [("Moscow", PLACE)]), ("moscow!", [("moscow", ACTOR)])],
    "S402": [
        ("Moscow said so. In Moscow it rained, in moscow, in Moscow State University.", [
            ("|Moscow| said", PLACE), ("In |Moscow| it", PLACE), ("Moscow State University", ACTOR),
        ]),
    ],
    "S403": [("He said that he knew.", [("that |he|", ACTOR)])],
    "S404": [("The Kremlin and the Kremlin.", [("The |Kremlin|", PLACE), ("the |Kremlin|", PLACE)])],
    "T501": [("He left Moscow.", [("Moscow", PLACE)])],
    "T502": [("Moscow, Moscow", [("|Moscow|,", PLACE), (", |Moscow|", PLACE)])],
    "T503": [("He left Moscow.", [("Moscow", PLACE)]), ("No span.", [])],
    "T504": [("\ufeffHe left “Moscow” 🇦🇲.\r\n", [])],
}  # fmt: skip
"""What comes near to what a rule finds, and does not break it."""


@pytest.mark.parametrize("rule", NEAR)
def test_what_only_comes_near_is_not_found(folder: Path, rule: str) -> None:
    """By that rule, which looks at nothing else."""
    assert checked(folder, NEAR[rule], rule) == []


def test_every_rule_has_something_near() -> None:
    """So that a new one comes with its own."""
    assert list(NEAR) == [rule.id for rule in RULES]
