"""Layers of UIMA: which are spans that a person made, and which of their features say label and note."""

from __future__ import annotations

from collections.abc import Mapping

FORMAL = (
    "uima.tcas.DocumentAnnotation",
    "de.tudarmstadt.ukp.dkpro.core.api.segmentation.",
    "de.tudarmstadt.ukp.dkpro.core.api.metadata.",
    "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.",
    "de.tudarmstadt.ukp.dkpro.core.api.syntax.",
    "de.tudarmstadt.ukp.dkpro.core.api.coref.",
    "de.tudarmstadt.ukp.clarin.webanno.api.type.",
)
"""How the names of those begin that are the scaffold of a document, or link others."""

LABELS = ("label", "value", "category", "type", "identifier")
"""Features that say what a span is called, the first that there is."""

NOTES = ("note", "comment")
"""Features with a remark."""


def is_formal(layer: str) -> bool:
    """Does a layer hold no spans of a person?"""
    return layer.startswith(FORMAL)


def label_of(layer: str, features: Mapping[str, str]) -> str:
    """The label of a span: the first of the known features that says something, else the end of the layer's name."""
    return next((features[name] for name in LABELS if features.get(name)), layer.rpartition(".")[2] or "Span")


def note_of(features: Mapping[str, str]) -> str:
    """The remark on a span."""
    return next((features[name] for name in NOTES if features.get(name)), "")
