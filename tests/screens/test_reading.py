"""Real keys on the reading screen, compared with the store file and the screen."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from textual import events

from reader.app import ReaderApp
from reader.commands import commands
from reader.core.change import Change
from reader.core.span import Span
from reader.corpus.corpus import open_corpus
from reader.screens.reading import Reading
from reader.session.session import Session
from reader.store.store import Store
from reader.widgets.outline import Outline
from reader.widgets.page import Page
from reader.widgets.rowlist import RowList
from tests.conftest import OpenSession
from tests.screens.conftest import Driver, OpenApp


def stored(folder: Path) -> list[tuple[str, int, int, str]]:
    """Label, start, end and text of every annotation in the store file."""
    articles = orjson.loads((folder / "annotations.json").read_bytes())["articles"].values()
    return [(a["label"], a["start"], a["end"], a["text"]) for article in articles for a in article["annotations"]]


async def test_one_key_after_launch_is_a_claim_on_disk(open_app: OpenApp, corpus_folder: Path) -> None:
    """`c` tags the first sentence, and the legend says saved when it is in the file."""
    async with open_app() as driver:
        await driver.type("c")
        await driver.saved()

        assert [row[:3] for row in stored(corpus_folder)] == [("claim", 0, 223)]
        assert "✓ saved" in driver.rows[-2]
        assert "claim 1" in driver.rows[-2]


async def test_tag_relabel_delete_undo_redo(open_app: OpenApp, corpus_folder: Path) -> None:
    """Each key's change is in the file, and the last undo leaves it empty."""
    async with open_app() as driver:
        driver.go("Nikol Pashinyan")
        await driver.type("ap")
        await driver.saved()
        assert [(row[0], row[3]) for row in stored(corpus_folder)] == [("place", "Nikol Pashinyan")]

        await driver.type("duuU")
        await driver.saved()
        assert [row[0] for row in stored(corpus_folder)] == ["place"]

        await driver.type("uuuu")
        await driver.saved()
        assert stored(corpus_folder) == []
        assert "nothing to undo" in driver.rows[-3]


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        ("l", 1), ("ll", 2), ("lh", 0), ("<right><right><left>", 1), ("w", 3), ("wwb", 3), ("<ctrl+right>", 3),
        ("j", 19), ("jk", 0), ("<down>", 19), (")", 224), ("))(", 224), ("$", 17), ("$0", 0), ("j<end>", 75),
        ("j<home>", 19), ("G", 3102), ("Gg", 0), ("}", 3102), ("G{", 0), ("<ctrl+end><ctrl+home>", 0),
    ],
)  # fmt: skip
async def test_motions(open_app: OpenApp, keys: str, cursor: int) -> None:
    """Where each motion leads from the start of the first sample at 120 columns."""
    async with open_app() as driver:
        await driver.type(keys)

        assert driver.session.caret.place.cursor == cursor


async def test_pages(open_app: OpenApp) -> None:
    """A page down and up come back to the same place, and the cursor is always in view."""
    async with open_app(size=(80, 24)) as driver:
        page = driver.app.screen.query_one(Page)
        await driver.type("<pagedown>")
        below = driver.session.caret.place.cursor
        assert below > 500
        assert page.scroll_offset.y > 0

        await driver.type("<pageup>")
        assert driver.session.caret.place.cursor == 0
        assert page.scroll_offset.y == 0


async def test_vertical_motion_keeps_its_column(open_app: OpenApp) -> None:
    """Over a short line and on, as in every editor."""
    async with open_app() as driver:
        await driver.type("jwwwww")
        column = driver.session.caret.place.cursor - 19
        await driver.type("kj")

        assert driver.session.caret.place.cursor - 19 == column


async def test_selecting_by_moving(open_app: OpenApp) -> None:
    """`v` and words, then a label."""
    async with open_app() as driver:
        await driver.type("vwww")
        assert driver.highlighted == "As a result"

        await driver.type("a")
        assert driver.tagged == [("actor", "As a result")]
        assert driver.highlighted is None


async def test_growing_and_shrinking(open_app: OpenApp) -> None:
    """`+` and `-` go up and down the ladder, Escape lets go."""
    async with open_app() as driver:
        driver.go("Nikol")
        seen = []
        for key in "+++-":
            await driver.type(key)
            seen.append(driver.highlighted or "")
        assert seen[:2] == ["Nikol", "Nikol Pashinyan"]
        assert seen[3] == seen[1]

        await driver.type("<escape>")
        assert driver.highlighted is None


async def test_going_over_spans(open_app: OpenApp) -> None:
    """`m` and `M` pick spans; `d` deletes the picked one."""
    async with open_app() as driver:
        await driver.type("c")
        driver.go("Moscow")
        await driver.type("pgm")
        assert (driver.highlighted or "").startswith("As a result")
        await driver.type("m")
        assert driver.highlighted == "Moscow"
        await driver.type("Md")

        assert driver.tagged == [("place", "Moscow")]


async def test_articles(open_app: OpenApp) -> None:
    """`J K`, `] [` and `x`; the top line says how far the work is."""
    async with open_app() as driver:
        await driver.type("J")
        assert driver.session.index == 1
        await driver.type("Kx]")
        assert driver.session.index == 1
        assert "article 2 of 2 · 1 done" in driver.rows[0]
        await driver.type("[")
        assert "every other article is done or skipped" in driver.rows[-3]
        await driver.type("u")
        assert driver.session.index == 0
        assert "open · article 1 of 2 · 0 done" in driver.rows[0]


async def test_panes_by_key(open_app: OpenApp) -> None:
    """`1 2 3` and Tab move the keys between the panes."""
    async with open_app() as driver:
        focused = []
        screen = driver.app.screen
        assert isinstance(screen, Reading)
        for key in ("1", "3", "2", "<tab>", "<tab>", "<shift+tab>"):
            # Right behind each other the digits would be a number.
            screen.counting.forget()
            await driver.type(key)
            focused.append(driver.app.focused.id if driver.app.focused else None)

        assert focused == ["articles", "outline", "page", "outline", "articles", "outline"]


async def test_the_list_opens_an_article(open_app: OpenApp) -> None:
    """Moving its bar opens nothing; Enter opens and gives the keys to the text."""
    async with open_app() as driver:
        await driver.type("1j")
        assert driver.session.index == 0
        await driver.type("<enter>")

        assert driver.session.index == 1
        assert driver.app.focused is driver.app.screen.query_one(Page)


async def test_the_list_shows_what_became_of_other_articles(open_app: OpenApp) -> None:
    """Done, skipped, taken back and filtered otherwise, each as soon as it is; the top line counts them."""

    def shown(driver: Driver) -> list[str]:
        return [row[1] for row in driver.rows[1:3]]

    async with open_app() as driver:
        await driver.type("1jX")
        skipped = shown(driver)
        await driver.type("x")
        finished, top = shown(driver), driver.rows[0]
        await driver.type("2uu")
        driver.session.open(0)
        await driver.type("X")
        await driver.type("1T")
        by_progress = shown(driver)
        await driver.type("t000<enter>")
        first = driver.rows[1]
        await driver.type("t<backspace><backspace>3<enter>")

        assert (skipped, finished) == (["○", "–"], ["○", "✓"])
        assert "1 done" in top
        assert by_progress == ["○", "–"]
        assert driver.rows[1][:24] != first[:24]


async def test_the_outline_leads_the_cursor(open_app: OpenApp) -> None:
    """Its bar picks spans in the text; label keys mean the picked one."""
    async with open_app() as driver:
        await driver.type("c")
        driver.go("Moscow")
        await driver.type("p")
        driver.go("Nikol")
        await driver.type("a3")
        await driver.type("G")
        assert driver.highlighted == "Moscow"
        await driver.type("a")

        assert [label for label, _ in driver.tagged] == ["claim", "actor", "actor"]


async def test_marks_in_the_outline_stand_apart_from_the_words(open_app: OpenApp) -> None:
    """`i` for a note and `?` for a flag are letters that a name could begin with."""
    async with open_app(size=(120, 40)) as driver:
        driver.go("Moscow")
        shown = []
        for keys in ("p", "ihedged<enter>", "!"):
            await driver.type(keys)
            shown.append(driver.rows[1][91:].strip())

        assert shown == ["P Moscow", "Pi Moscow", "P? Moscow"]


async def test_the_outline_begins_with_what_is_around_the_cursor(open_app: OpenApp, open_session: OpenSession) -> None:
    """Where work goes on in the middle of an article, the spans before are seen as well."""
    session = open_session()
    text, author = session.article.text, session.author
    session.do(
        Change(session.article.id, added=tuple(author.annotate(text, Span(n, n + 3), "actor") for n in range(200)))
    )
    session.caret.go(100)
    async with open_app(session=session) as driver:
        outline = driver.app.screen.query_one(Outline)
        top, height = outline.scroll_offset.y, outline.size.height

        assert abs(outline.bar - top - height // 2) <= 1


async def test_tagging_never_scrolls_or_moves_the_text(open_app: OpenApp) -> None:
    """The page shows the same characters at the same places before and after."""
    async with open_app(size=(80, 24)) as driver:
        await driver.type("<pagedown>jj")
        page = driver.app.screen.query_one(Page)
        before, top = driver.rows[1:21], page.scroll_offset.y
        await driver.type("capf")

        assert [row[4:].rstrip() for row in driver.rows[1:21]] == [row[4:].rstrip() for row in before]
        assert page.scroll_offset.y == top


async def test_the_peek_line_says_what_keys_will_take(open_app: OpenApp) -> None:
    """Before any key is pressed, with what is here in front."""
    async with open_app() as driver:
        driver.go("Moscow")
        await driver.type("l")
        assert "c→ sentence (37 words)   a/p/f→ “Moscow”" in driver.rows[-3]
        await driver.type("pl")

        assert "in: place   c→ sentence (37 words)   a→ relabel   p→ ✓   f→ relabel" in driver.rows[-3]


async def test_mouse(open_app: OpenApp) -> None:
    """Click, double click a word, triple click a sentence, draw over words."""
    async with open_app(size=(80, 24)) as driver:
        page = driver.app.screen.query_one(Page)
        await driver.pilot.click(page, offset=(4 + 7, 1))
        assert driver.session.caret.place.cursor == 19 + 7
        await driver.pilot.click(page, offset=(4 + 7, 1), times=2)
        assert driver.highlighted == "escalation"
        await driver.pilot.click(page, offset=(4 + 7, 1), times=3)
        assert (driver.highlighted or "").endswith("mutual defence.")

        await driver.pilot.mouse_down(page, offset=(4, 0))
        await driver.pilot.hover(page, offset=(4 + 10, 0))
        await driver.pilot.mouse_up(page, offset=(4 + 10, 0))
        await driver.pilot.pause()
        assert driver.highlighted == "As a result"


async def test_mouse_in_the_panes(open_app: OpenApp) -> None:
    """A click in the list opens, in the outline and on a gutter bar picks, in the legend tags."""
    async with open_app() as driver:
        await driver.pilot.click("#legend", offset=(2, 0))
        assert [label for label, _ in driver.tagged] == ["claim"]
        await driver.type(")")
        await driver.pilot.click("#outline", offset=(5, 0))
        assert (driver.highlighted or "").startswith("As a result")
        await driver.type(")")
        await driver.pilot.click("#page", offset=(0, 2))
        assert (driver.highlighted or "").startswith("As a result")
        await driver.pilot.click("#articles", offset=(5, 1))

        assert driver.session.index == 1


async def test_narrow_panes_slide_in_and_out(open_app: OpenApp) -> None:
    """At 80 columns the text alone; `1` and `3` bring a pane, Enter puts it away."""
    async with open_app(size=(80, 24)) as driver:
        alone = driver.rows[1]
        await driver.type("1")
        assert "○ As a result of the" in driver.rows[1]
        await driver.type("<enter>")
        assert driver.rows[1] == alone
        await driver.type("c3")
        assert "C As a result of the latest" in driver.rows[1]
        await driver.type("2")

        assert driver.rows[1][4:] == alone[4:]


async def test_help_shows_every_command(open_app: OpenApp) -> None:
    """On one page of 80x24, and the same key leads back."""
    async with open_app(size=(80, 24)) as driver:
        await driver.type("?")
        shown = "\n".join(driver.rows)
        bound = [command for command in commands() if command.keys]
        missing = [command.id for command in bound if command.first_key not in shown or command.help not in shown]
        assert missing == []
        await driver.type("?")

        assert "As a result" in driver.rows[1]


async def test_palette_runs_a_command(open_app: OpenApp) -> None:
    """A command found by name does what its key does."""
    async with open_app() as driver:
        await driver.type("<ctrl+p>")
        await driver.type("tag as claim".replace(" ", "<space>"))
        await driver.pilot.pause(0.5)
        await driver.type("<enter>")
        await driver.pilot.pause(0.3)

        assert [label for label, _ in driver.tagged] == ["claim"]


async def test_resizing_keeps_the_cursor_in_view(open_app: OpenApp) -> None:
    """From wide to narrow and low, and back."""
    async with open_app() as driver:
        page = driver.app.screen.query_one(Page)
        await driver.type("G")
        for size in ((60, 15), (200, 60), (80, 24)):
            await driver.pilot.resize_terminal(*size)
            await driver.pilot.pause()
            row = page._scene.rows.row_of(driver.session.caret.place.cursor)
            assert 0 <= row - page.scroll_offset.y < page.size.height, size


async def test_only_touched_lines_are_sent(open_app: OpenApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cursor key repaints the two lines it touches, a tag the lines of its span."""
    async with open_app() as driver:
        page = driver.app.screen.query_one(Page)
        sent: list[int] = []
        refresh_line = page.refresh_line

        def counting(line: int) -> None:
            sent.append(line)
            refresh_line(line)

        monkeypatch.setattr(page, "refresh_line", counting)
        await driver.type("j")
        assert sorted(sent) == [0, 1]
        sent.clear()
        await driver.type("l")
        assert sent == [1]
        sent.clear()
        await driver.type("c")

        assert sorted(sent) == [0, 1, 2, 3, 4]


async def test_quitting_with_unsaved_work_asks(open_app: OpenApp, corpus_folder: Path) -> None:
    """The reason stands in the legend and in the question; going back is one key."""
    async with open_app() as driver:
        await driver.type("c")
        await driver.saved()
        history = corpus_folder / "annotations.history.jsonl"
        history.unlink()
        history.mkdir()
        await driver.type(")c")
        assert driver.session.saving.flush(timeout=5) is False
        await driver.pilot.pause()
        assert "✗ NOT SAVED: Is a directory: " in driver.rows[-2]
        await driver.type("q")
        assert any("Your last changes are not on disk" in row for row in driver.rows)
        await driver.type("<escape>")

        assert driver.app.is_running
        assert "As a result" in driver.rows[1]
        await driver.type("qQ")


async def test_quit(open_app: OpenApp) -> None:
    """`q` leaves, with everything on disk."""
    async with open_app() as driver:
        await driver.type("cq")

        assert driver.session.saving.state.kind == "saved"
        assert driver.app.return_code == 0


async def test_news_of_a_row_that_is_gone_is_passed_over(open_app: OpenApp) -> None:
    """A key may take the row away between the moving of the outline's bar and the hearing of it."""
    async with open_app() as driver:
        await driver.type("c3")
        outline = driver.app.screen.query_one(Outline)
        outline.post_message(Outline.Moved(outline, 7))
        await driver.pilot.pause()

        assert driver.app.is_running
        assert driver.tagged


async def test_clicking_elsewhere_ends_a_question(open_app: OpenApp) -> None:
    """With what was typed; the next keys are commands again, and a second question can be asked."""
    async with open_app() as driver:
        await driver.type("ia note")
        await driver.pilot.click("#page", offset=(20, 5))
        await driver.pilot.pause()
        noted = driver.session.records.of(driver.session.article.id).note
        await driver.type("c/gyumri<enter>p")

        assert noted == "a note"
        assert [label for label, _ in driver.tagged] == ["claim", "place"]


async def test_what_is_pasted_into_a_question_is_one_line(open_app: OpenApp) -> None:
    """Nothing of it is lost."""
    async with open_app() as driver:
        await driver.type("i")
        focused = driver.app.focused
        assert focused is not None
        focused.post_message(events.Paste("first\nsecond"))
        await driver.type("<enter>")

        assert driver.session.records.of(driver.session.article.id).note == "first second"


async def test_late_news_of_a_list_takes_no_keys_from_a_question(open_app: OpenApp) -> None:
    """The question can still be ended, and the keys are commands again."""
    async with open_app() as driver:
        await driver.type("/gyu")
        screen = driver.app.screen
        assert isinstance(screen, Reading)
        screen.post_message(RowList.Chosen(screen.articles, 1))
        await driver.type("mri<enter>p")

        assert driver.session.index == 0
        assert driver.tagged == [("place", "Gyumri")]


async def test_leaving_the_filter_gives_the_keys_back(open_app: OpenApp) -> None:
    """Esc lists all again and goes on in the text; with nothing listed `x` finishes nothing."""
    async with open_app(size=(80, 24)) as driver:
        await driver.type("tnowhere<enter>x")
        refused = driver.session.done_count, driver.rows[-3]
        await driver.type("2t<escape>c")

        assert refused[0] == 0
        assert "no article is listed" in refused[1]
        assert [label for label, _ in driver.tagged] == ["claim"]


@pytest.mark.parametrize("key", ["pagedown", "pageup"])
async def test_a_page_key_in_a_palette_that_is_not_drawn_yet(open_app: OpenApp, key: str) -> None:
    """Does nothing there."""
    async with open_app(size=(80, 24)) as driver:
        await driver.pilot.press("ctrl+p", key)
        await driver.type("<escape>c")

        assert [label for label, _ in driver.tagged] == ["claim"]


async def test_nothing_is_changed_read_only(corpus_folder: Path) -> None:
    """Every key that would says why it does not; everything else works; the folder stays as it is."""
    session = Session(
        open_corpus(corpus_folder),
        Store.for_reading(corpus_folder / "annotations.json"),
        "me",
        read_only="opened to be looked at",
    )
    app = ReaderApp(session)
    async with app.run_test(size=(120, 40)) as pilot:
        driver = Driver(app, pilot)
        await pilot.pause()
        assert "read-only" in driver.rows[-2]
        for keys in ("c", "C", "ix", "x", "u", "U", "!", "L", "d", "A"):
            await driver.type(keys)
            assert driver.tagged == []
        await driver.type("c")
        assert "opened to be looked at" in driver.rows[-3]
        await driver.type("J")
        assert session.index == 1

    assert not (corpus_folder / "annotations.json").exists()
    assert not (corpus_folder / "annotations.history.jsonl").exists()


async def test_everything_is_written_elsewhere_with_one_key(
    open_app: OpenApp, corpus_folder: Path, tmp_path: Path
) -> None:
    """The history cannot be written: the legend says so, R writes a whole store to the first place that takes it."""
    async with open_app() as driver:
        (corpus_folder / "annotations.history.jsonl").mkdir()
        (tmp_path / "file").write_bytes(b"")
        driver.session.rescue_places = (tmp_path / "file", tmp_path / "other")
        await driver.type("c")
        assert driver.session.saving.flush(5) is False
        await driver.type("R")
        rescued = tmp_path / "other" / "corpus.json"
        assert "all is written to" in driver.rows[-3]
        assert "NOT SAVED" in driver.rows[-2]
        (corpus_folder / "annotations.history.jsonl").rmdir()

    assert Store.for_reading(rescued).count(driver.session.article.id) == 1


async def test_undo_goes_on_after_a_restart(open_app: OpenApp) -> None:
    """What was done before can be taken back and made again, and what was taken back before, made again."""
    async with open_app() as driver:
        await driver.type("c)c)cu")
        tagged = driver.tagged
        driver.session.close()
    async with open_app() as driver:
        await driver.type("U")
        assert len(driver.tagged) == len(tagged) + 1
        await driver.type("uuu")
        assert driver.tagged == []
        await driver.type("u")
        assert "nothing to undo" in driver.rows[-3]
        await driver.type("UUUU")
        assert len(driver.tagged) == len(tagged) + 1
        driver.session.close()
    async with open_app() as driver:
        assert len(driver.tagged) == len(tagged) + 1


async def test_what_another_program_adds_is_shown(open_app: OpenApp, corpus_folder: Path) -> None:
    """It is told, it is on the page, and one u takes it out again."""
    path = corpus_folder / "annotations.json"
    async with open_app() as driver:
        await driver.type("c")
        await driver.saved()
        tables = orjson.loads(path.read_bytes())
        (document,) = tables["articles"].values()
        article = driver.session.article
        document["annotations"].append(
            {**document["annotations"][0], "id": "theirs", "label": "place", "start": 0, "end": 5,
             "text": article.text[:5], "before": "", "after": ""}
        )  # fmt: skip
        path.write_bytes(orjson.dumps(tables))
        await driver.type(")c")
        await driver.saved()
        await driver.pilot.pause(0.1)
        assert ("place", article.text[:5]) in driver.tagged
        assert "changed by another program: 1 span" in driver.rows[-3]
        await driver.type("u")
        assert ("place", article.text[:5]) not in driver.tagged
        await driver.saved()
    record = Store.for_reading(path).record(article.id)
    assert record is not None
    assert "theirs" not in {a.id for a in record.stray}
