"""Reading lines of texts with spans: our own, Prodigy's with their answers and tokens, and the pairs of spaCy 2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import chain, repeat
from operator import itemgetter, lt
from typing import Any

from reader.core.change import STATUSES
from reader.formats.format import Fault, Loaded, LoadedSpan, Options, Source
from reader.formats.jsonlines import Line, fault, lines, patiently
from reader.formats.spans import RefusedSpanError, identity, loaded, score, string, words

PLAIN = itemgetter("start", "end", "label", "text", "id")
"""What a span of ours has when there is no note on it."""


def load(source: Source, options: Options) -> Iterator[Loaded | Fault]:
    """An article a line; a Fault for a line, or a span of it, that cannot be read. Raises FormatError."""
    return patiently(_parts(source, options), "JSON Lines with spans")


def _parts(source: Source, options: Options) -> Iterator[Loaded | Fault]:
    for line in lines(source):
        if isinstance(line, Fault):
            yield line
        else:
            yield from _article(line, source, options)


def _article(line: Line, source: Source, options: Options) -> Iterator[Loaded | Fault]:
    value = line.value
    match value:
        case [text, dict(about)]:
            value = {**about, "text": text, "spans": list(_pairs(about))}
        case dict() if value.get("text") is None and _name(value):
            # Where the article is at hand, its id does.
            value = {**value, "text": source.text_of(_name(value))}
    if not isinstance(value, dict) or not isinstance(value.get("text", 0), str | None) or not _is_known(value):
        yield fault(line.where, "it has no text", line.data)
        return
    answer = value.get("answer", "accept")
    if answer != "accept" and not options.all_answers:
        yield fault(line.where, f"its annotator's answer is {string(answer) or 'unknown'}", line.data)
        return
    written = value.get("spans")
    if not isinstance(written, list) and (written is not None or "entities" in value or "label" in value):
        yield fault(line.where, "it has no list of spans", line.data)
        return
    spans, faults = _spans(line, value, written or ())
    yield _whole(line, value, spans)
    yield from faults


def _is_known(value: dict[str, Any]) -> bool:
    """Is there a text, or what names its article?"""
    return value["text"] is not None or bool(_name(value))


def _name(value: dict[str, Any]) -> str:
    """What names the article; empty when nothing does."""
    return identity(value.get("id"))


def _whole(line: Line, value: dict[str, Any], spans: Sequence[LoadedSpan]) -> Loaded:
    meta = value.get("meta")
    meta = meta if isinstance(meta, dict) else {}
    remarks = line.remarks
    if value.get("answer", "accept") != "accept":
        remarks += (f"the answer was {string(value['answer'])}",)
    if value.get("relations"):
        remarks += ("relations were passed over",)
    return Loaded(
        line.where,
        _name(value),
        value["text"],
        tuple(spans),
        string(value.get("title")),
        STATUSES.get(string(meta.get("status"))),
        string(meta.get("note")),
        meta.get("flag") is True,
        remarks,
    )


def _spans(line: Line, value: dict[str, Any], written: Sequence[Any]) -> tuple[list[LoadedSpan], list[Fault]]:
    if (plain := _plain(value, written)) is not None:
        return plain, []
    spans, faults = [], []
    for number, span in enumerate(written, 1):
        try:
            spans.append(_span(value, span))
        except RefusedSpanError as error:
            faults.append(fault(f"{line.where}, span {number}", str(error), line.data))
    return spans, faults


def _plain(value: dict[str, Any], written: Sequence[Any]) -> list[LoadedSpan] | None:
    """The spans when all have what ours have and nothing else, in a third of the time; None when one is other."""
    try:
        starts, ends, labels, *strings = zip(*map(PLAIN, written), strict=True)
    except (KeyError, TypeError, ValueError):
        return None
    if (
        set(map(len, written)) != {5}
        or set(map(type, chain(starts, ends))) != {int}
        or set(map(type, chain(labels, *strings))) != {str}
        or not (all(labels) and all(map(lt, starts, ends)) and min(starts) >= 0)
        or (value["text"] is not None and max(ends) > len(value["text"]))
    ):
        return None
    annotator, created = string(value.get("_annotator_id")), _moment(value.get("_timestamp"))
    more = map(repeat, (annotator, "", False, created, "", "", "", None))
    return list(map(partial(tuple.__new__, LoadedSpan), zip(starts, ends, labels, *strings, *more, strict=False)))


def _span(value: dict[str, Any], span: object) -> LoadedSpan:
    if not isinstance(span, dict):
        raise RefusedSpanError("a span that is no object")
    start, end = (span["start"], span["end"]) if "start" in span and "end" in span else _by_tokens(value, span)
    made = span.get("created")
    return loaded(
        value["text"],
        start,
        end,
        span.get("label"),
        text=words(span.get("text")),
        id=string(span.get("id")),
        annotator=string(span.get("annotator", value.get("_annotator_id"))),
        note=string(span.get("note")),
        flag=span.get("flag") is True,
        created=string(made) if made else _moment(value.get("_timestamp")),
        updated=string(span.get("updated")),
        # What a person accepted is a person's.
        score=None if "answer" in value else score(span.get("score")),
    )


def _by_tokens(value: dict[str, Any], span: dict[str, Any]) -> tuple[object, object]:
    """The offsets of a span that has only the numbers of its first and last token."""
    tokens = value.get("tokens")
    first, last = span.get("token_start"), span.get("token_end")
    if not (isinstance(tokens, list) and type(first) is int and type(last) is int):
        raise RefusedSpanError("a span without offsets")
    if not 0 <= first <= last < len(tokens) or not all(isinstance(tokens[n], dict) for n in (first, last)):
        raise RefusedSpanError(f"there are no tokens {first} to {last}")
    return tokens[first].get("start"), tokens[last].get("end")


def _pairs(value: dict[str, Any]) -> Iterator[object]:
    """The spans of spaCy 2, of all groups."""
    groups = value.get("spans")
    for group in (value.get("entities"), *(groups.values() if isinstance(groups, dict) else ())):
        for span in group if isinstance(group, list) else ():
            match span:
                case [start, end, label, *_]:
                    yield {"start": start, "end": end, "label": label}
                case _:
                    yield span


def _moment(value: object) -> str:
    """A moment in seconds since 1970, as ISO 8601."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    try:
        return datetime.fromtimestamp(value, UTC).isoformat(timespec="milliseconds")
    except (OverflowError, ValueError, OSError):
        return ""
