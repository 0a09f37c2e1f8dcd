"""Figures as lines: in columns of cells, whatever the text, and never wider than there is room."""

import unicodedata

import pytest

from reader.session.statistics.drawing import EIGHTHS, cut, drawn, shortened
from reader.session.statistics.figures import Bar, Chart, Table


def cells(text: str) -> int:
    """As a terminal counts these tests' characters."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def words(line: str) -> list[str]:
    """All but the bars."""
    return "".join(each for each in line if each not in EIGHTHS[1:]).split()


CHART = Chart("Spans", [Bar("地名", "1,234 in 3 articles", 1.0), Bar("actor", "9 in 1 article", 0.01)])
TABLE = Table(
    "Articles",
    ["article", "状态", "many"],
    [["一篇非常长的文章名字一篇非常长的文章名字.txt", "未完成", "12"], ["b.txt", "open", "3"]],
    left=2,
)


def test_columns_stand_below_each_other() -> None:
    """Counted in cells, not in characters."""
    _, head, *rows = drawn(TABLE, 80, cells)
    _, *bars = drawn(CHART, 80, cells)

    def begins(row: str, words: str) -> int:
        return cells(row[: row.index(words)])

    assert begins(head, "状态") == begins(rows[0], "未完成") == begins(rows[1], "open")
    assert {cells(row) for row in (head, *rows)} == {cells(head)}
    assert begins(bars[0], "1,234") == begins(bars[1], "9 in")


@pytest.mark.parametrize("width", [80, 58, 40, 30, 20])
@pytest.mark.parametrize("figure", [CHART, TABLE])
def test_what_is_cut_says_so(figure: Chart | Table, width: int) -> None:
    """No line is wider than there is room; what does not fit ends, or begins, with an ellipsis."""
    whole, lines = list(drawn(figure, 200, cells)), list(drawn(figure, width, cells))

    assert max(map(cells, lines)) <= width
    for before, line in zip(whole, lines, strict=True):
        assert "…" in line or words(line) == words(before)


def test_names_lose_their_beginning_and_words_their_end() -> None:
    """Whole characters, two cells or one."""
    assert shortened("中国人民银行", 6, cells) == "…银行"
    assert shortened("abc", 3, cells) == "abc"
    assert cut("中国人民银行", 6, cells) == "中国…"
    assert cut("abc", 0, cells) == ""
