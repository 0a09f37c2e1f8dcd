"""What the three lines below the text say where there is little room, and while something is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.session.coaching import Coach
from tests.screens.conftest import OpenApp
from tests.screens.test_inspecting import tag
from tests.session.test_suggesting import offer


@pytest.mark.parametrize(
    ("key", "keys"),
    [
        ("/", " Enter Stay there  Esc Back to where it began"),
        ("i", " Enter Keep it  Esc Leave it as it was"),
        (";", ' Enter Show the spans  Esc Back  such as list * where text contains "war"'),
        ("t", " Enter Keep  Esc Show all  is:open begun done skipped flagged  label:NAME"),
    ],
)
async def test_the_key_bar_is_that_of_the_prompt(open_app: OpenApp, key: str, keys: str) -> None:
    """While one types the keys of the text do nothing, and are not offered."""
    async with open_app((80, 24)) as driver:
        usual = driver.rows[-1]
        await driver.type(key)
        typing = driver.rows[-1]
        await driver.type("<escape>")

        assert typing == keys
        assert driver.rows[-1] == usual


async def test_suggestions_are_counted_where_there_is_little_room(open_app: OpenApp) -> None:
    """In short; nothing is cut, and what is saved stays at its place."""
    async with open_app((80, 24)) as driver:
        offer(driver.session, ("place", "Moscow", 0.9), ("actor", "Azerbaijan", None))
        await driver.type("w")
        await driver.saved()
        narrow = driver.rows[-2]
        await driver.pilot.resize_terminal(120, 40)
        await driver.pilot.pause()

        assert narrow.startswith(" c claim 0   a actor 0   p place 0   f figure 0   ? 2   ✓ saved")
        assert "figure 0   ? suggested 2   ✓ saved" in driver.rows[-2]


async def test_how_much_was_seen_is_shown_whole_or_not_at_all(open_app: OpenApp) -> None:
    """At the end of the top line."""
    async with open_app((80, 24)) as driver:
        before = driver.rows[0]
        await driver.type("X")

        assert before.endswith("open · article 1 of 2 · 0 done · 39 % seen")
        assert driver.rows[0].endswith("skipped · article 1 of 2 · 0 done")


@pytest.mark.parametrize("name", ["2026-11-22 " + "what was said of the border " * 3, "国境" * 40])
async def test_a_long_name_leaves_room_for_how_far_the_work_is(
    open_app: OpenApp, corpus_folder: Path, name: str
) -> None:
    """What tells it from others is mostly at its end."""
    (corpus_folder / f"{name[:80]}.txt").write_text("A line.")
    async with open_app((80, 24)) as driver:
        place = driver.session.corpus.index(f"{name[:80]}.txt")
        assert place is not None
        await driver.type("J" * place)
        about = f"open · article {place + 1} of 3 · 0 done"

        assert driver.rows[0].startswith(" reader  …")
        assert driver.rows[0].endswith(f"{name[:80][-8:]}.txt   {about}")


async def test_an_article_that_was_read_to_its_end_was_seen_whole(open_app: OpenApp, corpus_folder: Path) -> None:
    """The newline that most files end in is no part that was never on the screen."""
    (corpus_folder / "000.txt").write_text("A line.\n" * 50)
    async with open_app((80, 24)) as driver:
        session = driver.session
        for _ in range(20):
            before = session.views.here.share(len(session.article))
            if before == 1:
                break
            await driver.type("<pagedown>")
            for _ in range(100):
                if session.views.here.share(len(session.article)) > before:
                    break
                await driver.pilot.pause(0.01)

        assert session.article.text.endswith("\n")
        assert before == 1
        assert "seen" not in driver.rows[0]


async def test_a_number_begun_does_not_wait_behind_another_screen(open_app: OpenApp) -> None:
    """Back in the text the next motion is made once."""
    async with open_app() as driver:
        await driver.type("5?<escape>")
        for _ in range(100):
            # The screen beneath hears of it when the other is gone.
            if "times" not in driver.rows[-3]:
                break
            await driver.pilot.pause(0.02)
        assert "times" not in driver.rows[-3]
        await driver.type("l")

        assert driver.session.caret.place.cursor == 1


async def test_the_first_steps_do_not_talk_over_other_keys(open_app: OpenApp) -> None:
    """What another key has to say is said, and the step comes back with the next key."""
    async with open_app() as driver:
        driver.session.coach = Coach(driver.session.labels)
        await driver.type("c")
        steps = [driver.rows[-3]]
        await driver.type("/nowhere<enter>")
        said = driver.rows[-3]
        await driver.type("l")
        steps.append(driver.rows[-3])

        assert "“nowhere” is not in this article" in said
        assert all("2 of 4: Space goes to the next name or number" in step for step in steps)


@pytest.mark.parametrize(("width", "keys"), [(120, 6), (60, 5)])
async def test_the_way_out_is_never_left_out(open_app: OpenApp, width: int, keys: int) -> None:
    """Of a list, however many keys it has; none is shown in part, and each can be clicked."""
    async with open_app(size=(width, 15)) as driver:
        tag(driver, ("place", "Gyumr"))
        await driver.type("<f3><tab>")
        await driver.app.workers.wait_for_complete()
        await driver.pilot.pause()
        bar = driver.rows[-1]
        await driver.pilot.click("#inspecting-keys", offset=(bar.index("Esc"), 0))
        await driver.pilot.pause()

        assert bar.endswith("  Esc Done")
        assert len(bar.split("  ")) == keys
        assert "As a result" in driver.rows[1]


async def test_help_is_never_left_out(open_app: OpenApp) -> None:
    """Of the text, however narrow the terminal."""
    async with open_app(size=(60, 15)) as driver:
        assert driver.rows[-1].endswith("  ? Help")
