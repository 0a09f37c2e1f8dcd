"""The card of a data set: what is in it, for people, and where its parts are, for `datasets`."""

from __future__ import annotations

import json
from collections.abc import Mapping

from reader.core.label import LabelSet

CARD = """\
---
configs:
- config_name: default
  data_files:
{files}
task_categories:
- token-classification
---

# Articles with labelled spans

{articles} with {spans}.

| part | articles |
| --- | ---: |
{parts}

| label | spans | meaning |
| --- | ---: | --- |
{labels}

| column | what it holds |
| --- | --- |
| `id`, `title`, `text` | the article; its text is exact, nothing is normalised |
| `spans` | every span: `start` and `end` in code points of `text`, half-open; they may be nested and may cross |
| `tokens`, `token_starts` | words and signs, cut where spans begin and end, and where each begins in `text` |
{tags}
| `status`, `note`, `flag` | how far the work on the article is, a remark, and whether it is marked as unsure |

{untagged}
"""
"""The card; the lines above the title are read by `datasets`."""


def card(labels: LabelSet, parts: Mapping[str, int], counts: Mapping[str, int], untagged: int) -> bytes:
    """The card, with the number of articles of each part and of spans of each label; `untagged` are in no column."""
    names = [label.name for label in labels]
    glosses = {label.name: label.gloss for label in labels}
    told = [*names, *sorted(set(counts) - set(names))]
    tags = (f"| `tags_{name}` | a tag a token: `O`, `B-{name}`, `I-{name}` |" for name in names)
    also = (
        f"{_many(untagged, 'span')} only in `spans`: a column of tags has no room for two spans of one label over each"
    )
    return CARD.format(
        files="\n".join(f"  - split: {name}\n    path: {json.dumps(f'data/{name}-*.parquet')}" for name in parts),
        articles=_many(sum(parts.values()), "article"),
        spans=_many(sum(counts.values()), "span"),
        parts="\n".join(f"| {name} | {number:,} |" for name, number in parts.items()),
        labels="\n".join(
            f"| {_cell(name)} | {counts.get(name, 0):,} | {_cell(glosses.get(name, ''))} |" for name in told
        ),
        tags="\n".join(tags),
        untagged=f"{also} other, for labels that are none of the project's, and for blanks." if untagged else "",
    ).encode()


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"


def _cell(text: str) -> str:
    """A text in a table: in one line, and nothing in it is taken for a cell or a tag."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
