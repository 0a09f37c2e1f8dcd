"""What is chosen for an export, setting by setting: a person goes through the values of each with two keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reader.core.change import STATUSES
from reader.core.label import LabelSet
from reader.formats.format import Format, Options
from reader.session.export import Choice

PERCENTAGES = "needs two or three percentages that make 100, such as 80/10/10"
"""What is wrong with those that `percentages` does not take."""

PLACE = "to"
"""The setting that is no choice of a few values: where to write."""


class Setting(NamedTuple):
    """One of the things that can be set."""

    name: str
    """What it is called."""
    words: Sequence[str]
    """Its values in words, the usual one first."""
    values: Sequence[Any]
    """The same, as they are."""


OPTIONS: Mapping[str, Setting] = {
    "offsets": Setting(
        "offsets",
        ("as usual for the format", "code points", "UTF-16 units", "graphemes"),
        (None, "codepoint", "utf16", "grapheme"),
    ),
    "flatten": Setting(
        "overlaps",
        ("all kept, as far as the format can", "only outermost spans", "only innermost spans"),
        ("", "outermost", "innermost"),
    ),
    "scheme": Setting("tags", ("IOB2", "BIOES"), ("IOB2", "BIOES")),
    "ents": Setting("spans", ("all, in doc.spans", "those that do not overlap, in doc.ents"), (False, True)),
    "spreadsheet": Setting("made for", ("programs", "spreadsheets"), (False, True)),
    "split": Setting(
        "split",
        (
            "none",
            "train 80, dev 10, test 10 %",
            "train 90, dev 10 %",
            "train 80, dev 20 %",
            "train 70, dev 15, test 15 %",
        ),
        ((), (80, 10, 10), (90, 10), (80, 20), (70, 15, 15)),
    ),
}
"""The settings of `Options` by field."""


def percentages(split: str) -> tuple[int, ...]:
    """The parts that `80/10/10` stands for; none when it does not make 100."""
    parts = tuple(int(part) if part.isdecimal() else -1 for part in split.split("/"))
    return parts if len(parts) in (2, 3) and sum(parts) == 100 and min(parts) >= 0 else ()  # noqa: PLR2004


class Settings:
    """The values chosen so far. Formats come with the settings that mean something to them."""

    def __init__(self, formats: Sequence[Format], labels: LabelSet, place: Callable[[Format], str]) -> None:
        """`place` gives where each format is written to when nobody says otherwise."""
        self.formats = formats
        """What can be chosen."""
        self.form = formats[0]
        """What is chosen."""
        self._labels = labels
        self._place_of = place
        self._places: dict[str, str] = {}
        self._folder: Path | None = None
        self._chosen: dict[str, Any] = {}
        self._names: frozenset[str] = frozenset()
        self._annotators: Sequence[str] = ()

    def begin(self, exports: Mapping[str, Any]) -> None:
        """Choose what is exported when nobody says otherwise, by the names of the options of `reader export`."""
        self.form = next((form for form in self.formats if form.name == exports.get("format")), self.form)
        self._names = frozenset(exports.get("labels", ()))
        self._chosen |= {name: exports[name] for name in ("status", *OPTIONS, "seed") if name in exports}
        if "annotator" in exports:
            self._chosen["annotator"] = tuple(exports["annotator"])
        if "split" in exports:
            self._chosen["split"] = percentages(exports["split"])

    @property
    def fields(self) -> Sequence[str]:
        """What can be set for the format chosen, in the order it is shown; the place comes last."""
        return ("status", "labels", "annotator", *(name for name in OPTIONS if name in self.form.takes), PLACE)

    def setting(self, field: str) -> Setting:
        """One of them with all of its values; what the project says may be one more."""
        found = self._usual(field)
        chosen = self._chosen.get(field, found.values[0])
        if chosen in found.values:
            return found
        word = ", ".join(chosen) if field == "annotator" else "/".join(map(str, chosen))
        return found._replace(words=(*found.words, word), values=(*found.values, chosen))

    def _usual(self, field: str) -> Setting:
        match field:
            case "status":
                kinds = sorted(STATUSES.values())
                return Setting("articles", ("all", *(f"{kind} only" for kind in kinds)), (None, *kinds))
            case "labels":
                names = [label.name for label in self._labels]
                return Setting(field, ("all", *(f"{name} only" for name in names)), ((), *((name,) for name in names)))
            case "annotator":
                names = list(self._annotators)
                return Setting("made by", ("anyone", *names), ((), *((name,) for name in names)))
            case _:
                return OPTIONS[field]

    def shown(self, field: str) -> tuple[str, str]:
        """What a setting is called, and its value in words."""
        if field == PLACE:
            return PLACE, self.place
        setting = self.setting(field)
        if field == "labels":
            known = [name for name in self._all_labels if name in self._names]
            return setting.name, ", ".join([*known, *sorted(self._names.difference(known))]) or "all"
        return setting.name, setting.words[self._index(field)]

    def change(self, field: str, step: int) -> None:
        """Take the next value, or the one before, going round."""
        if field == PLACE:
            return
        setting = self.setting(field)
        value = setting.values[(self._index(field) + step) % len(setting.values)]
        if field == "labels":
            self._names = frozenset(value)
        else:
            self._chosen[field] = value

    def toggle_label(self, name: str) -> None:
        """Have a label among those that are exported, or no more; none of them is all of them."""
        self._names ^= {name}
        if self._names >= set(self._all_labels):
            self._names = frozenset()

    def know_annotators(self, names: Sequence[str]) -> None:
        """Offer these annotators too."""
        self._annotators = sorted({*self._annotators, *names})

    @property
    def options(self) -> Options:
        """What is chosen about the writing."""
        fields = [field for field in (*OPTIONS, "seed") if field in self.form.takes]
        chosen = {field: self._chosen[field] for field in fields if field in self._chosen}
        return Options(labels=self._labels, **chosen)

    @property
    def choice(self) -> Choice:
        """What of the corpus is chosen."""
        return Choice(self._chosen.get("status"), self._names, frozenset(self._chosen.get("annotator", ())))

    @property
    def place(self) -> str:
        """Where to write: what was said for this format, else in the folder that was said last, else the usual."""
        usual = self._place_of(self.form)
        known = self._places.get(self.form.name)
        if known is None and self._folder is not None:
            return str(self._folder / Path(usual).name)
        return known or usual

    def put_place(self, place: str) -> None:
        """Write to another place; nothing for the usual one."""
        if place.strip():
            path = Path(place.strip()).expanduser()
            self._places[self.form.name], self._folder = str(path), path.parent
        else:
            self._places.pop(self.form.name, None)
            self._folder = None

    @property
    def _all_labels(self) -> Sequence[str]:
        return [label.name for label in self._labels]

    def _index(self, field: str) -> int:
        values = self.setting(field).values
        if field == "labels":
            value = tuple(self._names)
            return values.index(value) if value in values else 0
        value = self._chosen.get(field, values[0])
        return values.index(value) if value in values else 0
