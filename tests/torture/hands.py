"""What somebody else does to a store: each kind of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.torture.looking import STATE
from tests.torture.scene import Done, Place, Scene, dumped, link, places
from tests.torture.steps import TEXTS, Tag, View

Hand = Callable[[Scene], Done]
"""Does something and says what."""


def _older(scene: Scene) -> Done:
    scene.replace(scene.earlier[STATE])
    return Done()


def _older_in_place(scene: Scene) -> Done:
    scene.overwrite(scene.earlier[STATE])
    return Done()


def _older_all(scene: Scene) -> Done:
    for name in (STATE, scene.subject.history):
        if name in scene.earlier:
            scene.replace(scene.earlier[name], scene.path.with_name(name))
    return Done()


def _newer(scene: Scene) -> Done:
    clone, added = scene.clone(3)
    scene.replace(clone.read_bytes())
    return Done((clone.read_bytes(),), added)


def _newer_all(scene: Scene) -> Done:
    clone, added = scene.clone(3)
    scene.replace(clone.read_bytes())
    if scene.subject.history:
        scene.replace(clone.with_name(scene.subject.history).read_bytes(), scene.history)
    return Done((clone.read_bytes(),), added)


def _another(scene: Scene) -> Done:
    other, added = scene.clone(4, empty=True)
    scene.replace(other.read_bytes())
    return Done((other.read_bytes(),), added)


def _with_one_more(scene: Scene) -> tuple[Any, View]:
    """The state with an annotation that another program put in."""
    content = scene.content()
    place = scene.random.choice(list(places(content)))
    tag: Tag = (3, 17, "place", TEXTS[place.article][3:17])
    item = {**place.item, "id": f"{scene.random.getrandbits(64):016x}", "start": 3, "end": 17, "label": "place"}
    item |= {"text": tag[3]} | ({"before": TEXTS[place.article][:3]} if "before" in item else {})
    if isinstance(place.container, list):
        place.container.append(item)
    else:
        place.container[str(max(map(int, place.container)) + 1)] = item
    return content, {place.article: {item["id"]: tag}}


def _added(scene: Scene) -> Done:
    content, added = _with_one_more(scene)
    scene.replace(dumped(content))
    return Done((dumped(content),), added)


def _added_in_place(scene: Scene) -> Done:
    content, added = _with_one_more(scene)
    scene.overwrite(dumped(content))
    return Done((dumped(content),), added)


def _added_by_jq(scene: Scene) -> Done:
    content, added = _with_one_more(scene)
    data = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    scene.replace(data)
    return Done((data,), added)


def _added_and_older(scene: Scene) -> Done:
    """A branch that left ours some steps ago and went on."""
    content, added = _with_one_more(scene._replace(path=_earlier(scene)))
    scene.replace(dumped(content))
    return Done((dumped(content),), added)


def _earlier(scene: Scene) -> Any:
    scene.elsewhere.mkdir(exist_ok=True)
    file = scene.elsewhere / "earlier.json"
    file.write_bytes(scene.earlier[STATE])
    return file


def _removed(scene: Scene) -> Done:
    content = scene.content()
    place = scene.random.choice(list(places(content)))
    return _without(scene, content, [place])


def _removed_article(scene: Scene) -> Done:
    content = scene.content()
    found = list(places(content))
    article = scene.random.choice(found).article
    gone = [place for place in found if place.article == article]
    touched = frozenset(place.item["id"] for place in gone)
    if isinstance(gone[0].container, dict):
        return _without(scene, content, gone)
    for table in content.values():
        for key in [key for key, document in table.items() if document.get("id") == article]:
            del table[key]
    scene.replace(dumped(content))
    return Done((dumped(content),), touched=touched)


def _without(scene: Scene, content: Any, gone: list[Place]) -> Done:
    touched = frozenset(place.item["id"] for place in gone)
    for place in gone:
        del place.container[place.key]
    scene.replace(dumped(content))
    return Done((dumped(content),), touched=touched)


def _relabelled(scene: Scene) -> Done:
    content = scene.content()
    place = scene.random.choice(list(places(content)))
    item = place.item
    item["label"] = "claim" if item["label"] != "claim" else "actor"
    tag = item["start"], item["end"], item["label"], item["text"]
    scene.replace(dumped(content))
    return Done((dumped(content),), touched=frozenset({item["id"]}), theirs={place.article: {item["id"]: tag}})


def _layout(change: Callable[[Any], bytes]) -> Hand:
    def hand(scene: Scene) -> Done:
        scene.replace(change(scene.content()))
        return Done()

    return hand


def _deleted(scene: Scene) -> Done:
    scene.path.unlink()
    return Done()


def _truncated(scene: Scene) -> Done:
    data = scene.path.read_bytes()
    data = data[: len(data) // 2]
    scene.overwrite(data)
    return Done((data,))


def _written(data: bytes, *, in_place: bool = False) -> Hand:
    def hand(scene: Scene) -> Done:
        (scene.overwrite if in_place else scene.replace)(data)
        return Done((data,) if len(data) > 10 else ())

    return hand


def _folder(scene: Scene) -> Done:
    scene.path.unlink()
    scene.path.mkdir()
    (scene.path / "something").write_text("of somebody")
    return Done()


def _linked(scene: Scene) -> Done:
    scene.elsewhere.mkdir(exist_ok=True)
    (scene.elsewhere / "moved.json").write_bytes(scene.path.read_bytes())
    link(scene.elsewhere / "moved.json", scene.path)
    return Done(still=Path.is_symlink)


def _linked_to_another(scene: Scene) -> Done:
    other, added = scene.clone(4, empty=True)
    data = other.read_bytes()
    link(other, scene.path)
    return Done((data,), added)


def _linked_to_nowhere(scene: Scene) -> Done:
    link(scene.elsewhere / "nowhere" / "at all.json", scene.path)
    return Done()


def _mode(scene: Scene) -> Done:
    scene.path.chmod(0o640)
    return Done(still=_is_0640)


def _is_0640(path: Path) -> bool:
    return path.stat().st_mode & 0o777 == 0o640


def _touched(scene: Scene) -> Done:
    scene.path.touch()
    return Done()


STATES: Mapping[str, Hand] = {
    "git checkout of an older version": _older,
    "an older version written in place": _older_in_place,
    "git checkout of an older version, all files": _older_all,
    "git pull of a newer version": _newer,
    "git pull of a newer version, all files": _newer_all,
    "a branch with a span more": _added_and_older,
    "another store": _another,
    "a span added by a program": _added,
    "a span added with an editor, in place": _added_in_place,
    "a span added and reformatted": _added_by_jq,
    "a span removed": _removed,
    "an article removed": _removed_article,
    "a label changed": _relabelled,
    "keys sorted": _layout(lambda content: json.dumps(content, sort_keys=True).encode()),
    "no indent": _layout(lambda content: json.dumps(content, separators=(",", ":")).encode()),
    "indent 4": _layout(lambda content: json.dumps(content, indent=4).encode()),
    "CRLF": _layout(lambda content: dumped(content).replace(b"\n", b"\r\n")),
    "BOM": _layout(lambda content: b"\xef\xbb\xbf" + dumped(content)),
    "deleted": _deleted,
    "truncated in place": _truncated,
    "emptied in place": _written(b"", in_place=True),
    "{}": _written(b"{}"),
    "null": _written(b"null"),
    "somebody else's JSON": _written(b'{"bookmarks": ["one", "two"]}'),
    "somebody else's text": _written("Dear diary, today é\n".encode()),
    "binary in place": _written(bytes(range(256)), in_place=True),
    "a folder": _folder,
    "moved elsewhere and linked": _linked,
    "a link to another store": _linked_to_another,
    "a link to nowhere": _linked_to_nowhere,
    "other mode": _mode,
    "other time": _touched,
}
"""What is done to the state."""
