"""The regions of Label Studio's results, and the spans that they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from reader.formats.format import Fault, LoadedSpan, Options, Unit
from reader.formats.jsonlines import fault
from reader.formats.offsets import NAMES, Ruler, guess
from reader.formats.spans import RefusedSpanError, identity, loaded, offsets, score, string, words

KINDS = ("labels", "hypertextlabels")
"""The types of results that are spans of a text."""


class Region(NamedTuple):
    """One labelled span of a task, before its offsets are understood."""

    start: int
    """Its start as it is written."""
    end: int
    """Its end as it is written."""
    text: str | None
    """What it covers by the file's word, with real newlines."""
    label: object
    """Its label."""
    more: Mapping[str, Any]
    """The other fields of a `LoadedSpan`."""


def read(
    made: dict[str, Any],
    model: bool,
    regions: list[Region],
    faults: list[Fault],
    remarks: list[str],
    place: tuple[str, bytes],
) -> None:
    """Put the regions of one annotation or prediction to the others, and what cannot be read or is no span beside them.

    `place` is where the task stands, and the task itself.
    """
    where, data = place
    results = made.get("result")
    for number, result in enumerate(results if isinstance(results, list) else (), 1):
        kind = result.get("type") if isinstance(result, dict) else None
        if isinstance(kind, str) and kind not in KINDS:
            remarks.append(f"results of the type {kind} were passed over")
            continue
        try:
            regions.extend(_regions(result, made, model))
        except RefusedSpanError as error:
            faults.append(fault(f"{where}, result {number}", str(error), data))


def _regions(result: object, made: dict[str, Any], model: bool) -> Iterator[Region]:
    value = result.get("value") if isinstance(result, dict) else None
    if not isinstance(result, dict) or not isinstance(value, dict):
        raise RefusedSpanError("a result without a value")
    labels = next((value[kind] for kind in KINDS if isinstance(value.get(kind), list)), None)
    if not labels:
        raise RefusedSpanError("a span without a label")
    within = value.get("globalOffsets")
    within = within if isinstance(within, dict) else value
    start, end = offsets(within.get("start"), within.get("end"))
    more = _more(result, made, model)
    for number, label in enumerate(labels):
        yield Region(start, end, words(value.get("text")), label, more if number == 0 else {**more, "id": ""})


def _more(result: dict[str, Any], made: dict[str, Any], model: bool) -> dict[str, Any]:
    """Who, when, and what was remarked; what the region says itself goes before what the whole annotation says."""
    meta = result.get("meta")
    meta = meta if isinstance(meta, dict) else {}
    notes = meta.get("text")
    sure = score(result.get("score"))
    return {
        "id": string(result.get("id")),
        "annotator": string(meta.get("annotator")) or (string(made.get("model_version")) if model else _who(made)),
        "note": "\n".join(filter(None, map(string, notes))) if isinstance(notes, list) else string(notes),
        "flag": meta.get("flag") is True,
        "created": string(meta.get("created")) or string(made.get("created_at")),
        "updated": string(meta.get("updated")) or string(made.get("updated_at")),
        # Models need not say how sure they are, and what a person made has no score.
        "score": ((score(made.get("score")) or 0.0) if sure is None else sure) if model else None,
    }


def _who(made: dict[str, Any]) -> str:
    who = made.get("completed_by", made.get("annotator"))
    return string(who.get("email")) if isinstance(who, dict) else identity(who)


def unit_of(text: str, regions: list[Region], options: Options) -> tuple[Unit, str]:
    """What the offsets count: code points, but where the covered text says otherwise."""
    if options.offsets is not None:
        return options.offsets, ""
    told = [(r.start, r.end, r.text) for r in regions if r.text is not None]
    if text.isascii() or not told:
        return "codepoint", ""
    bare = text.replace("\n", " ")
    found = guess(bare, [(start, end, _flat(covered)) for start, end, covered in told], "codepoint")
    unit: Unit = found.unit if found.sure else "codepoint"
    return unit, f"its offsets count {NAMES[unit]}" if unit != "codepoint" else ""


def _flat(covered: str | None) -> str | None:
    return None if covered is None else covered.replace("\\n", " ").replace("\n", " ")


def spans_of(
    text: str, regions: list[Region], unit: Unit, faults: list[Fault], place: tuple[str, bytes]
) -> Iterator[LoadedSpan]:
    """The spans that regions are, their offsets counted in a unit; what is none becomes a fault."""
    where, data = place
    ruler = Ruler(text, unit)
    for region in regions:
        start, end = ruler.place(region.start), ruler.place(region.end)
        try:
            if start is None or end is None:
                if region.text is None or unit != "codepoint":
                    raise RefusedSpanError(f"[{region.start}, {region.end}) is outside of the text")  # noqa: TRY301
                start, end = region.start, region.end
            covered = _unescaped(region.text, text[start:end])
            yield loaded(text, start, end, region.label, text=covered, **region.more)
        except RefusedSpanError as error:
            faults.append(fault(where, str(error), data))


def _unescaped(covered: str | None, there: str) -> str | None:
    """What a region covers, its newlines made newlines again."""
    if covered is None or covered in {there, there.replace("\n", "\\n")}:
        return there if covered is not None else None
    return covered.replace("\\n", "\n")
