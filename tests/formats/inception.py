"""How INCEpTION reads WebAnno TSV, by its rules and no better: what is written has to survive this."""

from __future__ import annotations

import re

ESCAPES = {"t": "\t", "n": "\n", "f": "\f", "r": "\r", "b": "\b", "\\": "\\"}
VALUES = {"t": "\t", "n": "\n"}


def inception(data: bytes) -> tuple[str, list[tuple[int, int, str]]]:
    """Its text, with the newline it puts behind the last sentence; and its spans, in code points.

    Lines end at CR, LF and CRLF. A sentence stands where its first token does: one newline is taken back when the
    text is too long for that, blanks are put in when it is too short. A span is made by the first row with its number
    and ends with the last.
    """
    lines = re.split("\r\n|\r|\n", data.decode())
    assert lines[0] == "#FORMAT=WebAnno TSV 3.3"
    assert lines[1].startswith("#T_SP=custom.Span|label")
    assert lines[2] == lines[3] == ""
    text, waiting = b"", ""
    spans: dict[int, tuple[int, int, str]] = {}
    previous = ""
    for line in lines[4:-1]:
        kind = "text" if line.startswith("#Text=") else "row" if line else ""
        assert (previous, kind) not in {("", "row"), ("row", "text"), ("text", ""), ("", "")} or line == lines[4]
        if kind == "text":
            waiting += (
                re.sub(r"(?s)\\([tnfrb\\\x00-\x07\x0e-\x1f])", lambda m: ESCAPES.get(m[1], m[1]), line[6:]) + "\n"
            )
        elif kind == "row":
            begin, end = map(int, line.split("\t")[1].split("-"))
            if waiting:
                if len(text) // 2 > begin:
                    assert len(text) // 2 == begin + 1
                    text = text[:-2]
                text += " ".encode("utf-16-le") * (begin - len(text) // 2) + waiting.encode("utf-16-le")
                waiting = ""
            _values(line.split("\t")[3], begin, end, spans)
        previous = kind
    return text.decode("utf-16-le"), [(_points(text, a), _points(text, b), label) for a, b, label in spans.values()]


def _values(column: str, begin: int, end: int, spans: dict[int, tuple[int, int, str]]) -> None:
    if column == "_":
        return
    for stacked in re.split(r"(?<!\\)\|", column):
        value, number = stacked, -len(spans) - 1
        if value.endswith("]") and not value.endswith("\\]"):
            value, _, rest = value.rpartition("[")
            number = int(rest[:-1])
        label = re.sub(r"\\(->|[\\\[\]|_;tn*])", lambda m: VALUES.get(m[1], m[1]), value)
        start = spans[number][0] if number in spans else begin
        spans[number] = (start, end, label)


def _points(text: bytes, unit: int) -> int:
    return len(text[: unit * 2].decode("utf-16-le"))
