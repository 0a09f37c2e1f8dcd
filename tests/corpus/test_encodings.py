"""Names of encodings: which may be said."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import ReaderError
from reader.corpus.encodings import text_encoding
from reader.corpus.reading import MAX_BYTES, MAX_LINES, Reading, reading


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("windows-1252", "cp1252"),
        ("CP1251", "cp1251"),
        ("latin1", "iso8859-1"),
        ("Shift-JIS", "shift_jis"),
        ("utf8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("UTF-16", "utf-16-le"),
        ("utf-16be", "utf-16-be"),
        ("utf_32", "utf-32-le"),
    ],
)
def test_an_encoding_has_one_name(name: str, known: str) -> None:
    """However it is written."""
    assert text_encoding(name) == known


@pytest.mark.parametrize(
    "name",
    "idna punycode unicode_escape unicode-escape raw_unicode_escape utf-7 UTF7 hz undefined charmap hex rot13 rot_13 "
    "base64 zip bz2 zlib uu quopri klingon aliases ../x".split(),
)
def test_what_is_no_encoding_of_text_is_refused(name: str) -> None:
    """In one sentence that repeats it."""
    with pytest.raises(ReaderError, match=name.replace(".", r"\.")):
        text_encoding(name)


@given(st.text(max_size=60))
def test_any_name_is_known_or_refused(name: str) -> None:
    """Nothing else happens, whatever it holds; what is known is known by its own name as well."""
    with suppress(ReaderError):
        known = text_encoding(name)

        assert text_encoding(known) == known


def test_options_are_checked() -> None:
    """What was not given is as usual; a limit is no less than 0."""
    assert reading(None, False, None, None) == Reading("", follow=False, max_bytes=MAX_BYTES, max_lines=MAX_LINES)
    assert reading("Latin-1", True, 0, 5) == Reading("iso8859-1", follow=True, max_bytes=0, max_lines=5)
    with pytest.raises(ReaderError, match="--max-lines is -1; it needs a whole number, or 0 for no limit"):
        reading(None, False, None, -1)
