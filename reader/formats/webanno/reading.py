"""Reading WebAnno TSV 3: every version, whatever layers the project had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reader.core.errors import FormatError
from reader.formats.format import Fault, Loaded, LoadedSpan, Options, Source
from reader.formats.naming import article_of
from reader.formats.offsets import Ruler
from reader.formats.uima.layers import is_formal, label_of, note_of
from reader.formats.webanno import escapes
from reader.text.lazily import lazily

FORMAT_LINE = lazily(r"#FORMAT=WebAnno TSV (\d)\.(\d)")
ROW = lazily(r"(\d{1,9})-(\d{1,9})(\.\d{1,9})?\t(\d{1,9})-(\d{1,9})\t([^\t]*)((?:\t[^\t]*)*)")
"""Number of the sentence, of the token, of a part; where it is; what it covers; columns."""
IDENTITY = lazily(r"(?s)((?:[^\\]|\\.)*)\[(\d{1,9})\]")
"""A value with a number behind it."""
JAVA = (3, 1)
"""The last version with escapes as in Java."""
SPAN_LAYER, RELATION_LAYER, CHAIN_LAYER = "#T_SP=", "#T_RL=", "#T_CH="
LINK = "ROLE_"
"""How columns begin whose next one names what is linked."""


@dataclass(slots=True)
class Layer:
    """One layer of spans."""

    name: str
    columns: dict[int, str] = field(default_factory=dict)
    """Which columns have which feature."""


@dataclass(slots=True)
class Made:
    """One span, as far as it is known."""

    layer: str
    features: dict[str, str]
    start: int
    end: int


class Document:
    """One file, line by line."""

    def __init__(self, version: tuple[int, int]) -> None:
        self.java = version <= JAVA
        self.layers: list[Layer] = []
        self.width = 0
        self.text: list[str] = []
        self.length = 0
        self.waiting: list[str] = []
        self.spans: list[Made] = []
        self.by_identity: dict[tuple[str, str], Made] = {}
        self.passed: Counter[str] = Counter()

    def declare(self, line: str) -> None:
        """Take in a line of the header."""
        kind, rest = line[:6], line[6:]
        name, *features = rest.split("|")
        features = [feature for feature in features if feature] or [""]
        if kind == SPAN_LAYER and not is_formal(name):
            self.layers.append(Layer(name, dict(enumerate(features, self.width))))
        elif kind in {SPAN_LAYER, RELATION_LAYER, CHAIN_LAYER}:
            self.passed[f"layer {name}"] = 0
        self.width += len(features)

    def take(self, line: str) -> None:
        """Take in a line of the body. Raises FormatError."""
        if line.startswith("#Text="):
            self.waiting.append(escapes.text_of(line[6:], java=self.java))
        elif line and not line.startswith("#"):
            match = ROW().fullmatch(line)
            if match is None:
                raise FormatError("it has a line that is neither text nor token")
            start, end = int(match[4]), int(match[5])
            if self.waiting:
                self._sentence(start)
            self._values(match[7].split("\t")[1:], start, end)

    def _sentence(self, start: int) -> None:
        """Sentences stand where their first token does; between two is a newline, then blanks for what is left."""
        if self.length > start and self.text:
            self.text[-1] = self.text[-1].removesuffix("\n")
            self.length -= 1
        if self.length > start or start - self.length > LONGEST_GAP:
            raise FormatError("its tokens do not stand where its sentences do")
        covered = " " * (start - self.length) + "\n".join(self.waiting) + "\n"
        self.text.append(covered)
        self.length += len(covered.encode("utf-16-le")) // 2
        self.waiting = []

    def _values(self, columns: Sequence[str], start: int, end: int) -> None:
        for layer in self.layers:
            found = [(name, columns[at]) for at, name in layer.columns.items() if at < len(columns)]
            stacks = [[name, *escapes.STACKED().findall(raw)] for name, raw in found if raw not in {"_", ""}]
            for index in range(1, max(map(len, stacks), default=0)):
                values = {stack[0]: stack[index] for stack in stacks if index < len(stack)}
                self._value(layer, values, start, end)

    def _value(self, layer: Layer, values: dict[str, str], start: int, end: int) -> None:
        identity, features = "", {}
        for name, raw in values.items():
            match = None if name.startswith(LINK) else IDENTITY().fullmatch(raw)
            value = match[1] if match else raw
            identity = identity or (match[2] if match else "")
            if name.startswith(LINK) or "." in name:
                self.passed["links"] = 0
            elif value != "*":
                features[name] = escapes.value_of(value)
        known = self.by_identity.get((layer.name, identity)) if identity else None
        if known:
            known.end = max(known.end, end)
            return
        made = Made(layer.name, features, start, end)
        self.spans.append(made)
        if identity:
            self.by_identity[layer.name, identity] = made

    def loaded(self, name: str) -> Loaded:
        """The article."""
        text = "".join(self.text).removesuffix("\n")
        ruler = Ruler(text, "utf16")
        spans = tuple(self._spans(text, ruler))
        said = (
            f"{number} {what} passed over" if number else f"{what} passed over" for what, number in self.passed.items()
        )
        return Loaded(name, article_of(name, ".tsv"), text, spans, remarks=tuple(said))

    def _spans(self, text: str, ruler: Ruler) -> Iterator[LoadedSpan]:
        for made in self.spans:
            start, end = ruler.place(made.start), ruler.place(made.end)
            if start is None or end is None or start >= end:
                self.passed["spans that are empty or outside of the text"] += 1
                continue
            label = label_of(made.layer, made.features)
            yield LoadedSpan(start, end, label, text[start:end], note=note_of(made.features))


LONGEST_GAP = 1_000_000
"""Units between two sentences that are believed."""


def looks(name: str, head: bytes) -> bool:
    """By its first line."""
    del name
    return head.removeprefix(b"\xef\xbb\xbf").startswith(b"#FORMAT=WebAnno TSV 3")


def load(source: Source, options: Options) -> Iterator[Loaded | Fault]:
    """An article a file."""
    del options
    for name in source.names:
        if name.endswith(".tsv") or len(source.names) == 1:
            yield _article(source, name)


def _article(source: Source, name: str) -> Loaded | Fault:
    try:
        with source.open(name) as file:
            lines = iter(file.read().decode("utf-8-sig").replace("\r\n", "\n").split("\n"))
        match = FORMAT_LINE().fullmatch(next(lines, ""))
        if match is None or match[1] != "3":
            return Fault(name, "it does not begin as WebAnno TSV 3 does")
        document = Document((int(match[1]), int(match[2])))
        header = True
        for line in lines:
            header = header and not line.startswith("#Text=")
            if header and line.startswith("#T_"):
                document.declare(line)
            else:
                document.take(line)
        return document.loaded(name)
    except UnicodeDecodeError as error:
        return Fault(name, f"it is not UTF-8: {error.reason} at byte {error.start}")
    except FormatError as error:
        return Fault(name, str(error))
    except OSError as error:
        return Fault(name, f"it cannot be read: {error.strerror}")
