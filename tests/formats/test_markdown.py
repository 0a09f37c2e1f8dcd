"""The report as Markdown: shown as it is by a Markdown reader, with every span in brackets."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from reader.formats.format import Entry, Options
from reader.formats.layers import pictured
from reader.formats.markdown import dump
from tests.formats.cases import CASES, entries, entry

MEANINGFUL = [
    "# a", "- a", "+ a", "* a", "1. a", "12) a", "> a", "    a", "---", "===", "~~~", "```", "a | b\n--- | ---",
    "[a]: b", "&amp;",
    "<b>", "![a](b)", "\\", "a\\", "<!--", "a  ", "\ta", "***", ":--", "http://a.b", "www.a.b", "@a", "~~a~~", "$a$",
]  # fmt: skip
"""Lines that Markdown takes for its own."""


class Shown(HTMLParser):
    """The tags of a page and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self._small = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag was made of it."""
        del attrs
        self.tags.add(tag)
        self._small = tag == "sub"

    def handle_endtag(self, tag: str) -> None:
        """A label is over."""
        del tag
        self._small = False

    def handle_data(self, data: str) -> None:
        """Text that is no label."""
        self.text += "" if self._small else data


def shown(one: Entry) -> Shown:
    written = b"".join(data for _, data in dump([one], Options())).decode()
    body = written.split("\n## Labels\n")[0]
    return Shown(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(body))


def squeezed(text: str) -> str:
    """Without blanks and brackets; a carriage return is seen only where a mark parts it from its line feed."""
    return re.sub(r"[\s⟦⟧…␍]+", "", text)


def check(one: Entry) -> None:
    found = shown(one)

    assert found.tags <= set("h1 h2 p br sub ol li".split())
    assert squeezed(pictured(one.article.text)) in squeezed(found.text)


@pytest.mark.parametrize("name", CASES)
def test_the_text_is_shown_as_it_is(name: str) -> None:
    """Nothing in it is taken for Markdown or HTML."""
    check(CASES[name])


@given(entries())
def test_the_text_is_shown_as_it_is_whatever_it_holds(one: Entry) -> None:
    """The same for hostile texts."""
    check(one)


@pytest.mark.parametrize("line", MEANINGFUL)
def test_lines_that_mean_something_in_markdown_do_not(line: str) -> None:
    """At the beginning, and as a line below another."""
    check(entry("a", line, []))
    check(entry("a", f"before\n{line}\nafter", [(0, 8, "claim")]))


def test_brackets_carry_their_labels() -> None:
    """Crossing ones are cut, and say so."""
    written = b"".join(data for _, data in dump([CASES["crossing"], CASES["remarked"]], Options())).decode()

    assert "⟦The ministry⟦ in Kyiv…⟧⟧<sub>claim</sub>⟦… said that" in written
    assert "</sub>" in written
    assert "<sub>claim ? 1</sub>" in written
    assert "| claim | 2 | something said to be so |" in written
