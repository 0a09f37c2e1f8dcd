"""The pictures in README are made by the project, and show its screens of today."""

from __future__ import annotations

import re

import pytest

from tests.pictures.make import HERE, PICTURES, picture, shown
from tests.test_readme import README


@pytest.mark.parametrize("name", PICTURES)
async def test_a_picture_shows_what_there_is(name: str) -> None:
    """Every word of it, dark and light; when this fails, run `python -m tests.pictures.make`, and look at them."""
    made = await picture("reader-dark", *PICTURES[name])

    for theme in ("dark", "light"):
        assert shown((HERE / f"{name}_{theme}.svg").read_text()) == shown(made)


def test_readme_shows_pictures_that_there_are() -> None:
    """None is missing, and none is made elsewhere."""
    made = {f"{name}_{theme}.svg" for name in PICTURES for theme in ("dark", "light")}

    assert set(re.findall(r"\(tests/pictures/([^)]*)\)", README)) <= made
