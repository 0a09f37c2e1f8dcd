"""What is written with a format is known for it, and for no other; so are tables and lines of any beginning."""

from __future__ import annotations

from io import BytesIO

import pytest

from reader.formats import MODULES, format_of
from reader.formats.format import Options
from tests.formats.cases import CASES, SENTENCE, Tag, entry
from tests.formats.roundtrip import files

NAMES = ["jsonl", "doccano", "label-studio", "csv", "tsv", "w3c"]
WORDY: list[Tag] = [(0, 4, "claim")]
LONG = entry("long", 'article, label, start, end; "spans": "text": "label": [[ ' * 2_000 + SENTENCE, WORDY)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("spreadsheet", [False, True])
def test_only_its_own_format_knows_it(name: str, spreadsheet: bool) -> None:
    """The cases, each alone, and a long article that speaks of formats."""
    for case in [*CASES.values(), LONG]:
        if name == "w3c" and not case.record.annotations:
            continue
        made = files(format_of(name), [case], Options(spreadsheet=spreadsheet))
        heads = {path or "file": BytesIO(data).read(65_536) for path, data in made.items()}

        knowing = [
            each
            for each in MODULES
            if any(format_of(each).looks(path, head) for path, head in heads.items()) and format_of(each).load
        ]

        assert knowing == [name]
