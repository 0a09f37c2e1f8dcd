"""What is offered for a file that cannot be read."""

from __future__ import annotations

import random
import re

import pytest

from reader.corpus.decoding import UndecodableError, decode
from reader.corpus.encodings import text_encoding
from reader.corpus.guessing import SAMPLE, offer

LETTERS = {
    "cp1252": "Le président a déclaré à l'Assemblée que la réforme était nécessaire. Les députés ont voté.\n",
    "cp1250": "Vláda oznámila, že příští rok zvýší daně. Říká to ministr.\n",
    "cp1251": "Правительство России заявило, что переговоры будут продолжены в понедельник.\n",
    "koi8-r": "Правительство России заявило, что переговоры будут продолжены в понедельник.\n",
    "cp1253": "Η κυβέρνηση ανακοίνωσε ότι οι διαπραγματεύσεις θα συνεχιστούν τη Δευτέρα.\n",
    "cp1256": "أعلنت الحكومة أن المحادثات ستستمر يوم الاثنين في القاهرة.\n",
    "cp932": "政府は月曜日に交渉を続けると発表した。東京でのニュースです。\n",
    "euc_jp": "政府は月曜日に交渉を続けると発表した。東京でのニュースです。\n",
    "iso2022_jp": "政府は月曜日に交渉を続けると発表した。\n",
    "gb18030": "政府宣布谈判将于周一继续进行。北京的新闻报道说。\n",
    "big5": "政府宣布談判將於週一繼續進行。台北的新聞報導說。\n",
    "cp949": "정부는 월요일에 협상을 계속할 것이라고 발표했다. 서울의 뉴스입니다.\n",
    "utf-16-le": "The government said so — on Monday.\n",
    "utf-16-be": "Правительство России заявило\nв понедельник.\n",
}


def offered(data: bytes) -> str:
    """What is said of bytes that are refused."""
    with pytest.raises(UndecodableError) as caught:
        decode(data)
    return offer(caught.value)


@pytest.mark.parametrize("encoding", LETTERS)
def test_letters_of_the_world_are_recognised(encoding: str) -> None:
    """One of the names that are offered reads the text as it was written; for Latin ones it need not be the first."""
    data = (LETTERS[encoding] * 8).encode(encoding)

    sentence = offered(data)

    names = re.findall(r"(\S+) \(“", sentence)
    assert LETTERS[encoding] * 8 in [decode(data, text_encoding(name)).text for name in names]
    assert sentence.endswith(f"--encoding {names[0]}")


def test_the_wrong_word_is_shown_in_every_reading() -> None:
    """So that a person sees which is right; one that cannot read all of the file is not offered."""
    data = "El señor Muñoz dijo que la situación económica mejoró.\n".encode("cp1252")

    assert offered(data) == (
        "It looks like windows-1252 (“señor”) or windows-1250 (“seńor”): open it with --encoding windows-1252"
    )
    assert "windows-1252 (“pøíští”) or windows-1250 (“příští”)" in offered((LETTERS["cp1250"] * 8).encode("cp1250"))
    assert offered(data + b"\x88\n") == "It looks like windows-1252 (“señor”): open it with --encoding windows-1252"


def test_a_wrong_byte_far_behind_is_looked_at() -> None:
    """A long beginning in ASCII says nothing of the rest."""
    assert "It looks like windows-1252 (“à”)" in offered(
        b"plain\n" * SAMPLE + "un café noir à Orléans\n".encode("cp1252") * 9
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x1b[31mred\x1b[0m", "To open it all the same: --encoding utf-8"),
        (b"one\0two", "To open it all the same: --encoding utf-8"),
        ("one\x1b".encode("utf-16"), "To open it all the same: --encoding utf-16-le"),
        ("Ծանոթություն ".encode() * 9 + b"\xff", "It is UTF-8 but for 1 place: mend that to read it"),
        ("Ծանոթություն ".encode() * 9 + b"\xff.\xff", "It is UTF-8 but for 2 places: mend that to read it"),
        (b"\0" * 4096, "It does not look like text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + random.Random(1).randbytes(4096), "It does not look like text"),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + random.Random(2).randbytes(4096), "It does not look like text"),
        (random.Random(3).randbytes(100_000), "It does not look like text"),
    ],
)
def test_what_is_no_other_encoding_is_said(data: bytes, words: str) -> None:
    """Escapes, zeros, damage, and what is no text at all."""
    assert offered(data) == words
