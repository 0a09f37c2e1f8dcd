"""Reading the tasks of Label Studio: their annotations, and the predictions of models with their scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import orjson

from reader.formats.elements import elements
from reader.formats.format import Fault, Loaded, LoadedSpan, Options, Source, Unit
from reader.formats.jsonlines import LONGEST, fault, patiently
from reader.formats.offsets import NAMES, Ruler, guess
from reader.formats.prodigy import STATUSES
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


def load(source: Source, options: Options) -> Iterator[Loaded | Fault]:
    """A task at a time, whichever of the files it is in. Raises FormatError."""
    return patiently(_parts(source, options), "JSON of Label Studio")


def _parts(source: Source, options: Options) -> Iterator[Loaded | Fault]:
    for name in source.names:
        if name.endswith(".xml"):
            continue
        before = f"{name}, " if len(source.names) > 1 else ""
        for number, data in enumerate(_tasks(source, name), 1):
            where = f"{before}task {number}"
            try:
                value = orjson.loads(data)
            except orjson.JSONDecodeError as error:
                yield fault(where, f"this is no JSON: {error}", data)
                continue
            yield from _task(where, value, data, options)


def _tasks(source: Source, name: str) -> Iterator[bytes]:
    """The elements of the array, or the file when it is a single task."""
    with source.open(name) as file:
        single = not file.read(1024).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")
    with source.open(name) as file:
        found = [file.read(LONGEST).removeprefix(b"\xef\xbb\xbf")] if single else elements(file)
        yield from (data for data in found if data.strip())


def _task(where: str, value: Any, data: bytes, options: Options) -> Iterator[Loaded | Fault]:
    if isinstance(value, dict) and isinstance(value.get("task"), dict):
        # One annotation with its task, as it is synchronised to a storage.
        value = {**value["task"], "annotations": [value]}
    about = value.get("data", value) if isinstance(value, dict) else None
    text = _text(about)
    if text is None or about is None:
        yield fault(where, "it has no text in its data", data)
        return
    regions: list[Region] = []
    faults: list[Fault] = []
    remarks: list[str] = []
    for made, model in _made(value):
        if (made.get("was_cancelled") is True or made.get("skipped") is True) and not options.all_answers:
            remarks.append("an annotation that was skipped was passed over")
            continue
        _read(made, model, regions, faults, remarks, (where, data))
    unit, remark = _unit(text, regions, options)
    spans = list(_spans(text, regions, unit, faults, (where, data)))
    yield Loaded(
        where,
        string(about.get("article")) or identity(value.get("id")),
        text,
        tuple(spans),
        string(about.get("title")),
        STATUSES.get(string(about.get("status"))),
        string(about.get("note")),
        about.get("flag") is True,
        tuple(dict.fromkeys(filter(None, [*remarks, remark]))),
    )
    yield from faults


def _text(about: object) -> str | None:
    """The text of a task: what is called so, else the only string there is."""
    if not isinstance(about, dict):
        return None
    if isinstance(about.get("text"), str):
        return string(about["text"])
    strings = [value for value in about.values() if isinstance(value, str)]
    return strings[0] if len(strings) == 1 else None


def _made(value: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bool]]:
    """The annotations and predictions of a task; says of each whether a model made it."""
    for name in ("annotations", "completions", "predictions"):
        some = value.get(name)
        for made in some if isinstance(some, list) else ():
            if isinstance(made, dict):
                yield made, name == "predictions"
    if isinstance(value.get("label"), list):
        # What is called JSON_MIN: the values alone.
        yield {"result": [{"type": "labels", "value": each} for each in value["label"]], **value}, False


def _read(
    made: dict[str, Any],
    model: bool,
    regions: list[Region],
    faults: list[Fault],
    remarks: list[str],
    place: tuple[str, bytes],
) -> None:
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


def _unit(text: str, regions: list[Region], options: Options) -> tuple[Unit, str]:
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


def _spans(
    text: str, regions: list[Region], unit: Unit, faults: list[Fault], place: tuple[str, bytes]
) -> Iterator[LoadedSpan]:
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
