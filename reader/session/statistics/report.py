"""The figures as a report that needs nothing else: one page, or one picture; light and dark as the reader has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from reader.formats.webpage import POLICY
from reader.formats.webstyle import DARK, LIGHT
from reader.session.statistics.drawing import Cells, cut
from reader.session.statistics.figures import NEUTRAL, Chart, Table
from reader.text.visible import visible

LINE = 20
"""Pixels between two lines of the picture."""
WIDTH = 960
"""Pixels of its width; a table that needs more makes it wider."""
CELL = 7.3
"""Pixels of one character of it, about."""
WIDEST = 110
"""Characters of a cell of it at most."""
NAME, BAR = 190, 420
"""Pixels of the names of bars, and of the longest bar."""
EDGE = 24
"""Pixels around everything."""

GROUNDS = (("#fbfaf7", "#1f2328", "#59616c", LIGHT), ("#14171c", "#e3e6ea", "#98a1ae", DARK))
"""Ground, text, soft text and the colours of labels: light, then dark."""

PAGE = """\
body { background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto;
  max-width: 60rem; padding: 0 1rem; }
h1 { font-size: 1.3rem; } h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font: .85rem/1.6 ui-monospace, Menlo, Consolas, monospace; }
th { color: var(--soft); font-weight: normal; text-align: right; } td { text-align: right; }
th, td { padding: .1rem 1rem .1rem 0; vertical-align: top; overflow-wrap: break-word;
  white-space: pre-wrap; } .words { text-align: left; }
.bars { width: 100%; } .bars td { text-align: left; } .bars td:nth-child(2) { width: 60%; }
.bar { height: .8rem; margin-top: .3rem; min-width: 1px; }
"""
"""How the page looks, but for the colours."""


def page(headline: str, figures: Iterable[Chart | Table]) -> Iterator[str]:
    """An HTML page."""
    yield (
        '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>Statistics</title>\n<style>\n{_colours()}{PAGE}</style>\n</head>\n<body>\n"
        f"<h1>{_shown(headline)}</h1>\n"
    )
    for figure in figures:
        yield f"<h2>{_shown(figure.title)}</h2>\n"
        yield from _bars(figure) if isinstance(figure, Chart) else _rows(figure)
    yield "</body>\n</html>\n"


def _bars(chart: Chart) -> Iterator[str]:
    yield '<table class="bars">\n'
    for name, words, share, hue in chart.bars:
        style = f"width:{100 * share:.2f}%;background:{_fill(hue)}"
        cells = (_shown(name), f'<div class="bar" style="{style}"></div>', _shown(words))
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"
    yield "</table>\n"


def _rows(table: Table) -> Iterator[str]:
    def cells(tag: str, row: Iterable[str]) -> str:
        classes = (' class="words"' if place < table.left else "" for place in range(len(table.head)))
        return "".join(f"<{tag}{name}>{_shown(cell)}</{tag}>" for cell, name in zip(row, classes, strict=True))

    yield f'<div class="wide"><table>\n<tr>{cells("th", table.head)}</tr>\n'
    yield from (f"<tr>{cells('td', row)}</tr>\n" for row in table.rows)
    yield "</table></div>\n"


def picture(headline: str, figures: Iterable[Chart | Table], cells: Cells) -> str:
    """An SVG picture."""
    shapes = [_text(EDGE, EDGE + LINE, headline, "title")]
    top, width = EDGE + 2 * LINE, float(WIDTH)
    for figure in figures:
        top += LINE
        shapes.append(_text(EDGE, top, figure.title, "title"))
        drawn = _drawn_bars(figure, top, cells) if isinstance(figure, Chart) else _drawn_rows(figure, top, cells)
        for shape, right in drawn:
            shapes.append(shape)
            width = max(width, right + EDGE)
        top += LINE * (len(figure.bars) if isinstance(figure, Chart) else len(figure.rows) + 1) + LINE
    size = f'width="{width:.0f}" height="{top + EDGE}" viewBox="0 0 {width:.0f} {top + EDGE}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">\n<title>{_shown(headline)}</title>\n'
        f"<style>\n{_colours()}text {{ fill: var(--text); font: 12px ui-monospace, Menlo, Consolas, monospace; "
        "white-space: pre; }\n.title { font-weight: bold; }\n.soft { fill: var(--soft); }\n</style>\n"
        f'<rect width="100%" height="100%" fill="var(--ground)"/>\n{"".join(shapes)}</svg>\n'
    )


def _drawn_bars(chart: Chart, top: int, cells: Cells) -> Iterator[tuple[str, float]]:
    for name, words, share, hue in chart.bars:
        top += LINE
        yield _text(EDGE, top, name), 0
        size = max(1.0, BAR * share) if share > 0 else 0.0
        left = EDGE + NAME
        yield f'<rect x="{left}" y="{top - 11}" width="{size:.1f}" height="13" fill="{_fill(hue)}"/>\n', left + size
        yield _text(left + BAR + 12, top, words, "soft"), left + BAR + 12 + CELL * cells(words)


def _drawn_rows(table: Table, top: int, cells: Cells) -> Iterator[tuple[str, float]]:
    rows = [[cut(cell, WIDEST, cells) for cell in row] for row in (table.head, *table.rows)]
    widths = [CELL * (2 + max(map(cells, column))) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        left, top = float(EDGE), top + LINE
        for place, (cell, size) in enumerate(zip(row, widths, strict=True)):
            numeric = place >= table.left
            x = left + size - 2 * CELL if numeric else left
            yield _text(x, top, cell, "" if number else "soft", end=numeric), left + size
            left += size


def _text(x: float, y: int, words: str, name: str = "", *, end: bool = False) -> str:
    names = f' class="{name}"' if name else ""
    anchor = ' text-anchor="end"' if end else ""
    return f'<text x="{x:.1f}" y="{y}"{names}{anchor}>{_shown(words)}</text>\n'


def _colours() -> str:
    """The colours as variables, light and dark."""

    def variables(ground: str, text: str, soft: str, hues: dict[str, str]) -> str:
        named = {"ground": ground, "text": text, "soft": soft, **hues}
        return f":root {{ {' '.join(f'--{name}: {value};' for name, value in named.items())} }}"

    light, dark = (variables(*ground) for ground in GROUNDS)
    return f"{light}\n@media (prefers-color-scheme: dark) {{ {dark} }}\n"


def _fill(hue: str) -> str:
    return "var(--soft)" if hue == NEUTRAL else f"var(--{hue})"


def _shown(text: str) -> str:
    return escape(visible(text))
