"""Reading the tasks of Label Studio: their annotations, and the predictions of models with their scores."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from reader.core.change import STATUSES
from reader.formats.elements import elements
from reader.formats.format import Fault, Loaded, Options, Source
from reader.formats.jsonlines import LONGEST, MARK, fault, patiently
from reader.formats.regions import Region, read, spans_of, unit_of
from reader.formats.spans import identity, string


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
        found = [file.read(LONGEST).removeprefix(MARK)] if single else elements(file)
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
        read(made, model, regions, faults, remarks, (where, data))
    unit, remark = unit_of(text, regions, options)
    spans = list(spans_of(text, regions, unit, faults, (where, data)))
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
