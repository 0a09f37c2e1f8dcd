"""The guidelines beside the articles: what annotators go by, and the text that is there to begin with."""

from __future__ import annotations

from pathlib import Path

from reader.core.label import DEFAULT_LABELS, LabelSet
from reader.resources import GUIDELINES, folder
from reader.store.labels import shown_unit
from reader.store.outputs import write_missing
from reader.store.toml import read_text

WHAT = "The guidelines"


def read_guidelines(beside: Path) -> str | None:
    """The guidelines in a folder; None when there are none. Raises ReaderError for what is no text."""
    return read_text(beside / GUIDELINES, WHAT)


def starting_guidelines(labels: LabelSet) -> str:
    """What guidelines begin with: of the labels that come with the tool all that is to be said, of others the frame."""
    if labels is DEFAULT_LABELS:
        return (folder("starting") / GUIDELINES).read_text(encoding="utf-8")
    sections = [
        f"## {label.name}\n\n{label.gloss or 'What it is, in a sentence.'}\n\n"
        f"- Its key takes the {shown_unit(label.unit)}.\n- With: …\n- Without: …\n\nHard cases\n\n- …\n"
        for label in labels
    ]
    return "\n".join(["# Guidelines\n\nWhat to tag in these articles, and how far each span goes.\n", *sections])


def write_guidelines(beside: Path, labels: LabelSet) -> bool:
    """Write those to begin with into a folder; False when there are some already. Raises StoreError."""
    return write_missing(beside / GUIDELINES, starting_guidelines(labels).encode())
