"""What the encoding of a file may be that is not plainly UTF-8: a guess for a person to look at, never acted upon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from reader.corpus.decoding import UndecodableError

SAMPLE = 65_536
"""Bytes that are looked at."""
BEFORE = 4_096
"""How many of them stand before the first wrong byte: what is before it is ASCII mostly, which says nothing."""
OFFERED = 3
"""Guesses that are offered."""
AS_GOOD = 0.05
"""How much messier, by the detector's measure from 0 to 1, a guess may be than the best and still be offered."""
FEW = 10
"""A file is damaged UTF-8 rather than something else when so many characters are right for each that is wrong."""
WORD = 12
"""Characters of a word that are shown on both sides of a byte in it."""
CONTROLS = frozenset(map(chr, range(0x20))) - set("\t\n\r\f\v\b\x1a\x1b\0")
"""Control characters that texts from elsewhere do not hold either."""

WIDE = ("utf-16-le", "utf-16-be")
"""Encodings of two bytes a character."""
SWITCHED = ("iso2022_jp", "iso2022_kr")
"""Encodings that switch between scripts by ESC; all their bytes are ASCII."""
WESTERN = "cp1252"
"""The commonest by far: the first of guesses that are equally good."""
LEGACY = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859_2 iso8859_5 iso8859_6 iso8859_7 iso8859_8 "
    "koi8_r koi8_u cp866 mac_roman cp932 euc_jp gb18030 big5 cp949"
).split()
"""What the detector chooses from. Left to choose from all there are it was measured to be wrong more often."""


def offer(error: UndecodableError) -> str:
    """What to do about a whole file that was not decoded, as a sentence."""
    if (text := _text(error.data, error.encoding)) is not None:
        # It holds ESC or NUL, and nothing else is wrong with it.
        switched = [name for name in SWITCHED if "\x1b" in text and not (_text(error.data, name) or "").isascii()]
        return _sentence(error, switched) if switched else f"To open it all the same: --encoding {error.encoding}"
    if few := _few_wrong(error.data):
        return f"It is UTF-8 but for {few}: mend that to read it"
    names = list(islice(_guesses(error), OFFERED))
    return _sentence(error, names) if names else "It does not look like text"


def _few_wrong(data: bytes) -> str:
    """How many places are wrong in text that is else UTF-8, in words; empty when it is not."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = len(text) - len(text.encode("ascii", "ignore")) - wrong
    return f"{wrong} place{'s'[: wrong > 1]}" if right > FEW * wrong and not CONTROLS & set(text[:SAMPLE]) else ""


def _sentence(error: UndecodableError, names: Sequence[str]) -> str:
    place = _where_they_differ(error, names)
    readings = [f"{_known_as(name)} (“{_word(error.data, place, name)}”)" for name in names]
    looks = " or ".join([", ".join(readings[:-1]), readings[-1]] if len(readings) > 1 else readings)
    return f"It looks like {looks}: open it with --encoding {_known_as(names[0])}"


def _guesses(error: UndecodableError) -> Iterator[str]:
    """Encodings that decode all of the bytes, each to another text, the likeliest first."""
    start = max(0, error.at - BEFORE)
    start = error.data.rfind(b"\n", 0, start) + 1 if start else 0
    sample = error.data[start : start + SAMPLE]
    if b"\0" in sample:
        yield from (name for name in _wide(sample) if _text(error.data, name) is not None)
        return
    seen = set()
    for name in _detected(sample):
        if _text(error.data, name) is not None and (reading := sample.decode(name, "replace")) not in seen:
            seen.add(reading)
            yield name


def _where_they_differ(error: UndecodableError, names: Sequence[str]) -> int:
    """The offset of a byte that the first two encodings read differently; that of the wrong byte when there is one."""
    if len(names) == 1:
        return error.at
    rest = error.data[error.at : error.at + SAMPLE]
    first, second = (rest.decode(name, "ignore") for name in names[:2])
    same = next((at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), 0)
    return error.at + len(first[:same].encode(names[0]))


def _wide(sample: bytes) -> Iterator[str]:
    """UTF-16 without a mark, by where the zeros of its blanks and line ends are."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 2 * even:
        yield WIDE[0]
    elif even > 2 * odd:
        yield WIDE[1]


def _detected(sample: bytes) -> Iterator[str]:
    # Imported for a file that cannot be decoded, and for a person who looks at it: it takes 40 ms.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    found = list(from_bytes(sample, cp_isolation=LEGACY, enable_fallback=False))
    best = min((match.chaos for match in found), default=0.0)
    names = [name for match in found if match.chaos <= best + AS_GOOD for name in match.could_be_from_charset]
    yield from sorted(names, key=lambda name: name != WESTERN)


def _text(data: bytes, encoding: str) -> str | None:
    """The bytes in an encoding; None when they are none in it, or hold what no text does."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    begin = text[:SAMPLE]
    return None if CONTROLS & set(begin) or begin.count("\0") > len(begin) / 2 else text


def _word(data: bytes, at: int, encoding: str) -> str:
    """The word around a byte as an encoding reads it."""
    at -= at % (2 if encoding in WIDE else 1)
    before = data[max(0, at - 4 * WORD) : at].decode(encoding, "ignore")
    after = data[at : at + 4 * WORD].decode(encoding, "ignore")
    return f"{before[-WORD:]}|".split()[-1][:-1] + f"|{after[:WORD]}".split()[0][1:]


def _known_as(name: str) -> str:
    """The name that people know; Python takes it too."""
    return f"windows-{name[2:]}" if name.startswith("cp125") else name.replace("_", "-")
