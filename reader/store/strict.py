"""JSON read strictly."""

from __future__ import annotations

from typing import Any

import orjson

from reader.core.errors import StoreError


def loads(data: bytes, what: str) -> Any:
    """The value of JSON bytes. Raises StoreError that names the file and the place."""
    try:
        return orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise StoreError(f"{what} is not valid JSON: {error.msg} in line {error.lineno}") from error
