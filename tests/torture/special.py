"""States and histories that are files, but not what was written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.torture.looking import STATE
from tests.torture.story import Story

BOM = b"\xef\xbb\xbf"


def special(story: Story) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Name and files of each."""
    state = story.files[STATE]
    for name, data in _states(state):
        yield f"{STATE}: {name}", {**story.files, STATE: data}
    for gone in (STATE, story.history, story.previous):
        if gone:
            yield f"no {gone}", _without(story, gone)
    if not story.history:
        return
    yield "no state, no history", _without(story, STATE, story.history)
    yield "no state, no previous", _without(story, STATE, story.previous)
    for name, data in _histories(story.files[story.history]):
        yield f"{story.history}: {name}", {**story.files, story.history: data}


def _without(story: Story, *gone: str) -> dict[str, bytes]:
    return {name: data for name, data in story.files.items() if name not in gone}


def _states(state: bytes) -> Iterator[tuple[str, bytes]]:
    yield from {
        "empty": b"",
        "one newline": b"\n",
        "{}": b"{}",
        "null": b"null",
        "[]": b"[]",
        "a number": b"7",
        "_default": b'{"_default": {}}',
        "BOM": BOM + state,
        "CRLF": state.replace(b"\n", b"\r\n"),
        "conflict": b"<<<<<<< HEAD\n" + state + b"=======\n" + state + b">>>>>>> other\n",
        "conflict inside": state[:200] + b"\n<<<<<<< HEAD\n" + state[200:300] + b"\n=======\n" + state[300:],
        "binary": bytes(range(256)) * 16,
        "zeros": bytes(len(state)),
        "twice": state + state,
        "UTF-16": state.decode().encode("utf-16"),
        "Latin-1": state.decode().encode("latin-1", "replace"),
        "nested deep": b"[" * 100_000,
        "nested deep in an object": b'{"articles": ' * 50_000,
    }.items()
    yield from _rewritten(state)


def _rewritten(state: bytes) -> Iterator[tuple[str, bytes]]:
    content = json.loads(state)
    yield "sorted keys", json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    yield "no indent, ASCII", json.dumps(content, separators=(",", ":")).encode()
    yield "indent 4", json.dumps(content, indent=4).encode()
    yield "a table more", json.dumps({**content, "other": {"1": {"x": 1}}}).encode()
    text = json.dumps(content)
    first = text.index('"start"')
    yield "repeated key", f'{text[:first]}"start": 0, {text[first:]}'.encode()
    yield "repeated table", (text[:-1] + f', "{next(iter(content))}": {{}}}}').encode()
    yield "NaN", (text[:first] + '"start": NaN, "x": ' + text[first + 9 :]).encode()
    yield "Infinity", (text[:first] + '"start": Infinity, "x": ' + text[first + 9 :]).encode()
    yield "a lone surrogate", text.replace('"label": "', '"label": "\\ud800', 1).encode()
    yield "a start that is text", text.replace('"start": ', '"start": "x", "x": ', 1).encode()
    yield "a start beyond all", text.replace('"start": ', f'"start": 1{"0" * 400}, "x": ', 1).encode()
    if "meta" in content:
        yield "newer schema", json.dumps(_newer(content)).encode()


def _newer(content: dict[str, Any]) -> dict[str, Any]:
    return {**content, "meta": {key: {**value, "schema": 99} for key, value in content["meta"].items()}}


def _histories(history: bytes) -> Iterator[tuple[str, bytes]]:
    lines = history.splitlines(keepends=True)
    yield from {
        "empty": b"",
        "BOM": BOM + history,
        "CRLF": history.replace(b"\n", b"\r\n"),
        "binary": bytes(range(256)) * 16,
        "zeros": bytes(len(history)),
        "garbage line behind": history + b"garbage\n",
        "garbage behind": history + b"garbage",
        "an empty line behind": history + b"\n\n",
        "last line twice": history + lines[-1],
        "all lines twice": history + history,
        "conflict": b"<<<<<<< HEAD\n" + history + b"=======\n>>>>>>> other\n",
        "first line gone": b"".join(lines[1:]),
        "last but one gone": b"".join([*lines[:-2], lines[-1]]),
        "last two exchanged": b"".join([*lines[:-2], lines[-1], lines[-2]]),
        "null lines": history + b"null\n[]\n{}\n7\n",
        "nested deep behind": history + b"[" * 100_000 + b"\n",
    }.items()
