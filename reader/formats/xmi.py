"""UIMA XMI: a folder with a file an article and the type system beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from reader.core.errors import FormatError
from reader.formats.format import Entry, Fault, Format, Loaded, Loss, Options, Piece, Source
from reader.formats.naming import Names
from reader.formats.uima.model import ARTICLE, LARGEST, METADATA, SPAN, Cas, Structure, Value, structures
from reader.formats.uima.reading import articles
from reader.formats.uima.types import type_system
from reader.text.lazily import lazily

UNFIT = lazily(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML has not, in whatever way it is written."""

PREFIXES = {SPAN: "custom", ARTICLE: "custom", METADATA: "metadata"}
"""The prefixes of the names of elements."""

NAMESPACE, XMI, CAS = "http:///", "http://www.omg.org/XMI", "http:///uima/cas.ecore"
OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<xmi:XMI xmlns:xmi="{XMI}" xmlns:cas="{CAS}" xmlns:custom="http:///custom.ecore" '
    'xmlns:metadata="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" xmi:version="2.0">\n'
    '<cas:NULL xmi:id="0"/>\n'
)


def dump(entries: Iterable[Entry], options: Options) -> Iterator[Piece]:
    """A .xmi an article; none for one whose text XML cannot hold."""
    del options
    names = Names()
    yield type_system()
    for entry in entries:
        if not UNFIT().search(entry.article.text):
            yield f"{names.of(entry.article.id)}.xmi", "".join(_lines(entry)).encode()


def losses(entry: Entry, options: Options) -> Iterator[Loss]:
    """All of an article whose text XML cannot hold: without that text, nothing would stand where it is."""
    del options
    article, record = entry
    if found := UNFIT().search(article.text):
        why = f"XML cannot hold U+{ord(found[0]):04X}, so the article is left out"
        for annotation in record.annotations:
            yield Loss(article.id, annotation.id, annotation.label, "dropped", why)
        if not record.annotations:
            yield Loss(article.id, "", "", "dropped", why)


def _lines(entry: Entry) -> Iterator[str]:
    yield OPENING
    number = 1
    for number, each in enumerate(structures(entry), 2):
        name = f"{PREFIXES[each.type]}:{each.type.rpartition('.')[2]}"
        yield f'<{name} xmi:id="{number}" sofa="1" begin="{each.begin}" end="{each.end}"{_attributes(each)}/>\n'
    text = quoteattr(entry.article.text)
    yield f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text/plain" sofaString={text}/>\n'
    yield f'<cas:View sofa="1" members="{" ".join(map(str, range(2, number + 1)))}"/>\n</xmi:XMI>\n'


def _attributes(structure: Structure) -> str:
    return "".join(f" {name}={quoteattr(_written(value))}" for name, value in structure.features.items())


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return UNFIT().sub("\ufffd", str(value))


class Sofa(NamedTuple):
    """One text."""

    name: str
    text: str


class Elements:
    """Takes in the elements of one file."""

    def __init__(self) -> None:
        self.sofas: dict[str, Sofa] = {}
        self.held: list[tuple[str, Structure]] = []
        self.is_xmi = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in one element. Raises FormatError at the first when it is another kind of XML."""
        space, _, local = name.rpartition(" ")
        if not self.is_xmi and (space, local) != (XMI, "XMI"):
            raise FormatError("this is no XMI")
        self.is_xmi = True
        identity = attributes.get(f"{XMI} id", "")
        if (space, local) == (CAS, "Sofa"):
            if "sofaString" in attributes:
                self.sofas[identity] = Sofa(attributes.get("sofaID", ""), attributes["sofaString"])
        elif "sofa" in attributes and "begin" in attributes:
            package = space.removeprefix(NAMESPACE).removesuffix(".ecore").replace("/", ".")
            self.held.append((attributes["sofa"], _structure(f"{package}.{local}", attributes)))

    def cas(self) -> Cas:
        """What was in the file. Raises FormatError when there is no text."""
        if not self.sofas:
            raise FormatError("it has no text in it")
        number = next((at for at, sofa in self.sofas.items() if sofa.name == "_InitialView"), next(iter(self.sofas)))
        found = [structure for sofa, structure in self.held if sofa == number]
        others = len(self.held) - len(found)
        remarks = (f"{others} feature structures of other views passed over",) if others else ()
        return Cas(self.sofas[number].text, found, remarks)


def _structure(name: str, attributes: dict[str, str]) -> Structure:
    features: dict[str, Value] = {
        each: value for each, value in attributes.items() if each not in {"sofa", "begin", "end"} and " " not in each
    }
    begin, end = (_number(attributes.get(each, "")) for each in ("begin", "end"))
    return Structure(name, begin, end, features)


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < len(str(LARGEST)) + 1 else -1


def looks(name: str, head: bytes) -> bool:
    """By its name or its namespace."""
    return name.endswith(".xmi") or (head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and XMI.encode() in head)


def load(source: Source, options: Options) -> Iterator[Loaded | Fault]:
    """An article a file; the type system is not needed."""
    del options
    return articles(source, ".xmi", _parsed)


def _parsed(data: bytes) -> Cas:
    try:
        return _read(data)
    except expat.ExpatError as error:
        raise FormatError(f"this is no XML: {error}") from error


def _read(data: bytes) -> Cas:
    elements = Elements()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = elements.start
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(data, True)
    return elements.cas()


def _refuse(*_: object) -> None:
    raise FormatError("it has a DOCTYPE, which could name other files and grow without end")


FORMAT = Format(
    "xmi",
    "UIMA XMI with TypeSystem.xml and the layer custom.Span, for INCEpTION and UIMA",
    "",
    "everything of articles without control characters: spans, labels, ids, notes, flags, status, who and when",
    "articles with control characters; control characters in notes",
    dump,
    load,
    losses,
    looks,
)
"""The format."""
