"""Texts and spans that find what ordinary ones do not, for every property test."""

from hypothesis import strategies as st

from reader.core.annotation import Annotation
from reader.core.label import DEFAULT_LABELS
from reader.core.span import Span

PIECES = (
    "a", "b", " ", "  ", "One", "Two words", "A sentence. ", "Another one! ", "Prime Minister Nikol Pashinyan", "2,000",
    "at least 49", "U.S. ", "Mr. X", "didn't", "Russia's", "\n", "\n\n", "\n \n", "\r\n", "\r\n\r\n", "\r", "\t", "\u00a0",
    "\u2028", "\u0085", "\x00", "\x1b[31m", "\x07", "\x7f", "\u009b", "\u202e", "\u200b", "\ufeff", "👨‍👩‍👧", "🇦🇲", "🇩", "e\u0301",
    "\u0301", "漢字", "かな", "カタ", "。", "العربية", "؟", "สวัสดี", "Երևան։", "हिन्दी।", "한국어", '"quoted"', "“q”", "'s", "(", ")", ",",
    "…", "A.", " - ", "A\u0301 ", "\x1c", "क्षत्रिय ", "می‌خواهم", "👍🏽", "❤️", "\U000e0067", "\u200d", "“", "”", "'90s ", "No. 5",
)  # fmt: skip
"""Words, sentences, every kind of newline and blank, controls, bidi marks, clusters, scripts with and without case."""


def texts(max_pieces: int = 12) -> st.SearchStrategy[str]:
    """Hostile texts of up to so many pieces."""
    return st.lists(st.sampled_from(PIECES), max_size=max_pieces).map("".join)


def spans(text: str) -> st.SearchStrategy[Span]:
    """Spans of a text that is not empty."""
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda pair: pair[0] != pair[1])
    return ends.map(lambda pair: Span(min(pair), max(pair)))


def annotations(text: str, max_size: int = 8) -> st.SearchStrategy[list[Annotation]]:
    """Annotations on a text, nested, crossing, touching and alike; none on an empty text."""
    if not text:
        return st.just([])
    labels = st.sampled_from([label.name for label in DEFAULT_LABELS])
    return st.lists(st.tuples(spans(text), labels), max_size=max_size).map(
        lambda made: [
            Annotation(
                f"{n:016x}", span, label, span.of(text), "ann", "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00+00:00"
            )
            for n, (span, label) in enumerate(made)
        ]
    )
