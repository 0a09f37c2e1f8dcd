"""The page: every span is in it, and nothing of what is tagged can act in a browser."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given

from reader.core.label import Label, LabelSet, looks
from reader.formats.format import Entry, Options
from reader.formats.layers import pictured, shown
from reader.formats.webpage import FORMAT, dump
from tests.formats.cases import CASES, entries


class Page(HTMLParser):
    """What a browser would make of the page's articles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.marks: list[dict[str, tuple[str, str]]] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self._open: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag is open, and may be a mark."""
        values = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes |= set(values)
        if values.get("class") == "text":
            self.texts.append("")
            self.marks.append({})
        if tag not in {"meta", "br"}:
            self._open.append((tag, values.get("data-n", "")))
        if "data-n" in values:
            self.marks[-1].setdefault(values["data-n"], (values["class"].split()[0], ""))

    def handle_endtag(self, tag: str) -> None:
        """What was opened last is closed first."""
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Text, and which marks it is in; their labels are not of it."""
        tags = [tag for tag, _ in self._open]
        if "div" in tags and "sup" not in tags:
            self.texts[-1] += data
            for _, number in self._open:
                if number:
                    name, before = self.marks[-1][number]
                    self.marks[-1][number] = name, before + data


TAGS = set("html head meta title style body header h1 h2 table tr td article p div mark sup ol li".split())
ATTRIBUTES = set("charset http-equiv content name class dir data-n title".split())


def check(*given_ones: Entry) -> None:
    written = b"".join(data for _, data in dump(given_ones, Options())).decode()
    page = Page(written)

    assert page.tags <= TAGS
    assert page.attributes <= ATTRIBUTES
    assert not re.search(
        r"url\(|@import|https?:|src=|href=", re.sub(r"<article>.*</article>", "", written, flags=re.DOTALL)
    )
    assert list(map(plain, page.texts)) == [plain(one.article.text) for one in given_ones]
    for one, marks in zip(given_ones, page.marks, strict=True):
        annotations = shown(one.record.annotations)[0]
        names = [label.name for label in Options().labels]
        assert [(marks[str(n)][0], plain(marks[str(n)][1])) for n in range(len(annotations))] == [
            (f"l{names.index(a.label)}" if a.label in names else "lx", plain(a.text)) for a in annotations
        ]


def plain(text: str) -> str:
    """As it is shown; a carriage return is seen only where a mark parts it from its line feed."""
    return pictured(text).replace("\r", "").replace("␍", "")


@pytest.mark.parametrize("name", CASES)
def test_every_span_is_on_the_page(name: str) -> None:
    """With its label, in marks that are nested properly; everything else is escaped."""
    check(CASES[name])


@given(entries())
def test_every_span_is_on_the_page_whatever_the_text(one: Entry) -> None:
    """The same for hostile texts."""
    check(one)


def test_the_legend_counts_and_notes_stand_below() -> None:
    """Every label of the project and those that are none of it, with how many; notes by number."""
    written = b"".join(data for _, data in dump([CASES["remarked"], CASES["other-label"]], Options())).decode()

    assert "<h1>2 articles</h1>" in written
    assert re.search(r"claim</mark></td><td>2</td><td>something said to be so", written)
    assert re.search(r"other_label-2</mark></td><td>1</td>", written)
    assert "<sup>claim ? 1</sup>" in written
    assert "=a &quot;note&quot;" in written
    assert "marked as unsure" in written


def test_every_look_has_its_rule() -> None:
    """Labels of one's own are told apart as well; a hostile name is escaped."""
    labels = LabelSet(
        Label(f"<b>{number}", str(number), "</style>", "word", look)
        for number, look in enumerate(looks([True, *[False] * 11]))
    )

    written = b"".join(data for _, data in dump([], Options(labels=labels))).decode()

    assert len(set(re.findall(r"^\.l\d+ (\{.*)$", written, re.MULTILINE))) == 12
    assert written.count("</style>") == 1
    assert "<b>" not in written
    assert FORMAT.load is None
