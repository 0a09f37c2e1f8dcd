"""From bytes to text: what is read, and what is said of the rest."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.corpus.decoding import MARKS, Decoded, UndecodableError, decode
from tests.strategies import texts

MARKED = st.sampled_from([*MARKS, (b"", "utf-8")])


def plain(text: str) -> str:
    """The text without what has to be asked for, and without a mark of its own."""
    return text.replace("\0", "").replace("\x1b", "").lstrip("\ufeff")


@given(texts() | st.text(), MARKED)
def test_text_is_decoded_as_it_is(text: str, marked: tuple[bytes, str]) -> None:
    """In every encoding that says itself: no newline and no character changes."""
    mark, encoding = marked
    text = plain(text)

    assert decode(mark + text.encode(encoding)) == Decoded(text)


@given(texts() | st.text(), MARKED)
def test_any_text_is_decoded_when_an_encoding_is_named(text: str, marked: tuple[bytes, str]) -> None:
    """With NUL and ESC; the mark decides all the same, and the encoding counts as named only where it had to be."""
    mark, encoding = marked
    text = text.lstrip("\ufeff")
    needed = "\0" in text or "\x1b" in text

    # A text that begins with NUL after the mark of UTF-16 has the mark of UTF-32.
    if mark == codecs.BOM_UTF16_LE and text.startswith("\0"):
        return
    assert decode(mark + text.encode(encoding), "utf-8") == Decoded(text, "utf-8" if needed else "")


@given(texts(), st.sampled_from(["cp1252", "koi8-r", "cp932", "gb18030", "big5", "iso2022_jp", "utf-16-be"]))
def test_a_named_encoding_is_for_what_is_not_plain(text: str, encoding: str) -> None:
    """What it can write it reads back, unless the bytes say another themselves."""
    data = text.encode(encoding, "ignore")
    meant = data.decode(encoding)

    decoded = decode(data, encoding)

    assert decoded == Decoded(meant, encoding) or not decoded.encoding


def test_only_one_mark_is_dropped() -> None:
    """A second byte order mark is text."""
    assert decode(codecs.BOM_UTF8 * 2 + b"x").text == "\ufeffx"
    assert decode(codecs.BOM_UTF16_BE * 2).text == "\ufeff"


def test_a_file_that_contradicts_its_mark_is_read_as_named() -> None:
    """And is refused when nothing is named."""
    data = codecs.BOM_UTF8 + b"caf\xe9"

    assert decode(data, "cp1252") == Decoded("ï»¿café", "cp1252")
    with pytest.raises(UndecodableError, match="not valid UTF-8: byte 6"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"bad \xff", "not valid UTF-8: byte 4 (0xFF, line 1) is in no character"),
        (b"a\n\nb\x80", "not valid UTF-8: byte 4 (0x80, line 3) goes on with a character that did not begin"),
        (codecs.BOM_UTF8 + b"a\nb\xc3(", "byte 6 (0xC3, line 2) begins a character that does not go on"),
        (b"x\n\xc3", "byte 2 (0xC3, line 2) begins a character that the file does not end"),
        (b"\xed\xa0\x80", "byte 0 (0xED, line 1) begins a character that does not go on"),
        ("é\n".encode() + b"a\0\xff", "not plain text: byte 4 (0x00, line 2) is NUL"),
        (b"\x1b[2J", "not plain text: byte 0 (0x1B, line 1) is ESC"),
        (b"\xff\x1b", "not valid UTF-8: byte 0 (0xFF, line 1)"),
        (codecs.BOM_UTF16_LE + "a\n\x1b".encode("utf-16-le"), "not plain text: byte 6 (0x1B, line 2) is ESC"),
        (codecs.BOM_UTF16_BE + "a\n\0".encode("utf-16-be"), "not plain text: byte 6 (0x00, line 2) is NUL"),
        (codecs.BOM_UTF16_LE + b"a\0\n\0\0\xd8a\0", "not valid UTF-16-LE: byte 6 (0x00, line 2) is no character there"),
        (codecs.BOM_UTF16_LE + b"a", "not valid UTF-16-LE: byte 2 (0x61, line 1) begins a character that the file"),
        (codecs.BOM_UTF32_BE + b"\0\1\0\0\0\xff\0\0", "not valid UTF-32-BE: byte 8 (0x00, line 1) is no character"),
    ],
)
def test_the_first_wrong_byte_is_named(data: bytes, words: str) -> None:
    """The sentence says which byte of the file it is, in which line, and what it is."""
    with pytest.raises(UndecodableError) as caught:
        decode(data)

    assert words in str(caught.value)


def test_the_first_byte_that_is_wrong_in_the_named_encoding_is_named() -> None:
    """Of the encoding that was asked for."""
    with pytest.raises(UndecodableError, match=r"not valid cp1252: byte 3 \(0x81, line 2\) is no character there"):
        decode(b"\xe9\n!\x81", "cp1252")
    with pytest.raises(UndecodableError, match=r"not valid cp932: byte 1 .* begins a character that the file does not"):
        decode(b"a\x81", "cp932")


@given(texts(), st.sampled_from([*MARKS, (b"", "utf-8"), (b"", "cp932"), (b"", "gb18030")]), st.integers(0, 60))
def test_the_first_bytes_are_the_first_characters(text: str, marked: tuple[bytes, str], count: int) -> None:
    """Wherever the bytes are cut, no half character makes the rest unreadable."""
    mark, encoding = marked
    text = plain(text).encode(encoding, "ignore").decode(encoding)
    data = mark + text.encode(encoding)
    cut = data[: max(len(mark), count)]
    named = encoding if decode(data, encoding).encoding else ""

    start = decode(cut, named, whole=False).text

    if decode(cut, named, whole=False).encoding == named:
        assert text.startswith(start)
        assert len(cut) - len(mark) - len(start.encode(encoding)) < 4


def read(data: bytes, encoding: str) -> Decoded | UndecodableError:
    """What is read, or why not."""
    try:
        return decode(data, encoding)
    except UndecodableError as error:
        return error


def whole(found: Decoded | UndecodableError, data: bytes) -> bool:
    """Is it a text that can be written, or a refusal whose place is in the data?"""
    if isinstance(found, UndecodableError):
        return 0 <= found.at < len(data)
    return found.text.encode().decode() == found.text


@given(st.binary(max_size=40), st.sampled_from(["", "cp1252", "utf-16-le", "utf-8", "shift_jis_2004", "iso2022_kr"]))
def test_any_bytes_are_text_or_refused_with_their_place(data: bytes, encoding: str) -> None:
    """Nothing else is raised, and no half character is read, which could not be kept."""
    assert whole(read(data, encoding), data)


@pytest.mark.parametrize(
    "encoding", "utf-16-le utf-32-be iso2022_jp_3 iso2022_kr euc_jis_2004 johab big5hkscs mac-arabic cp037".split()
)
def test_encodings_that_switch_give_whole_characters_as_well(encoding: str) -> None:
    """Out of pieces of the escapes of all of them."""
    chance = random.Random(7)
    for _ in range(200):
        data = bytes(chance.choices(b"az+-~{}\\\x1b$B(J@A\xe3\xed\xa0\x80\x0e\x0f!\0", k=8))

        assert whole(read(data, encoding), data)
