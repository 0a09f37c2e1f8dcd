"""The type system of UIMA that our articles need, as the file that projects and readers of XMI take it from."""

from __future__ import annotations

from reader.formats.format import Piece
from reader.formats.uima.model import TYPES


def type_system() -> Piece:
    """The file with our types; a project of INCEpTION takes its layers from it."""
    described = []
    for name, (above, features) in TYPES.items():
        held = "".join(
            f"<featureDescription><name>{each}</name><description/><rangeTypeName>uima.cas.{kind}</rangeTypeName>"
            "</featureDescription>\n"
            for each, kind in features.items()
        )
        described.append(
            f"<typeDescription><name>{name}</name><description/><supertypeName>{above}</supertypeName>\n"
            f"<features>\n{held}</features></typeDescription>\n"
        )
    written = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n'
        f"<types>\n{''.join(described)}</types>\n</typeSystemDescription>\n"
    )
    return "TypeSystem.xml", written.encode()
