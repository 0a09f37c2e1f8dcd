"""What a step did, in a line of the list of changes: `tag place “Moscow”, 14 spans in 3 articles`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.core.annotation import Annotation
from reader.core.change import Change
from reader.session.wording import counted, described, quoted

NAMED = 3
"""How many labels are named."""


def told(step: Sequence[Change]) -> str:
    """What some changes did together."""
    where = f" in {counted(len(step), 'article')}" if len(step) > 1 else ""
    parts = [part for part in (_spans(step), _articles(step)) if part]
    return f"{'; '.join(parts) or 'nothing'}{where}"


def shortly(step: Sequence[Change]) -> str:
    """The same where it is the answer to a key: of one change in fewer words, as what it did is seen.

    What was done to many spans that were there, as moving or flagging them, has no fewer.
    """
    first = step[0]
    many = len(first.removed) == len(first.added) > 1
    return described(first) if len(step) == 1 and not many else told(step)


def _articles(step: Sequence[Change]) -> str:
    """What was done to the articles themselves."""
    parts = [
        *dict.fromkeys("open again" if c.status[1] == "open" else c.status[1] for c in step if c.status),
        *dict.fromkeys(f"note on the article {quoted(c.note[1])}" for c in step if c.note),
        *dict.fromkeys("flag the article" if c.flag[1] else "unflag the article" for c in step if c.flag),
    ]
    return ", ".join(parts)


def _spans(step: Sequence[Change]) -> str:
    """What was done to spans and suggestions; empty when nothing was."""
    removed, added = [a for c in step for a in c.removed], [a for c in step for a in c.added]
    offered, withdrawn = [s for c in step for s in c.offered], [s for c in step for s in c.withdrawn]
    if not (removed or added):
        return _suggested(offered, withdrawn)
    if not removed:
        decided = {s.id for s in withdrawn}
        accepted = bool(decided) and all(a.id in decided for a in added)
        return f"{'accept' if accepted else 'tag'} {_named(added)}"
    if not added:
        return f"delete {_named(removed)}"
    before = {a.id: a for a in removed}
    if len(removed) == len(added) and all(a.id in before for a in added):
        return _edited([(before[a.id], a) for a in added])
    return f"{_named(removed)} out, {_named(added)} in"


def _suggested(offered: Sequence[Annotation], withdrawn: Sequence[Annotation]) -> str:
    if offered and withdrawn:
        return f"move suggestions {_named(offered)}"
    if offered:
        return f"suggest {_named(offered)}"
    return f"refuse {_named(withdrawn)}" if withdrawn else ""


def _edited(pairs: Sequence[tuple[Annotation, Annotation]]) -> str:
    """What was changed of spans that were there."""
    old, new = pairs[0]
    news = [after for _, after in pairs]
    if any(before.label != after.label for before, after in pairs):
        return f"relabel {_labels(before for before, _ in pairs)} → {_named(news)}"
    if any(before.span != after.span for before, after in pairs):
        return (
            f"move {_named(news)}" if len(pairs) > 1 else f"edge of {old.label} {quoted(old.text)} → {quoted(new.text)}"
        )
    if any(before.note != after.note for before, after in pairs):
        return f"note {quoted(new.note)} on {_named(news)}"
    if any(before.flag != after.flag for before, after in pairs):
        return f"{'flag' if new.flag else 'unflag'} {_named(news)}"
    return f"move {_named(news)}"


def _named(some: Sequence[Annotation]) -> str:
    """`place “Moscow”, 14 spans`; of different words only the labels."""
    first = some[0]
    alike = all(a.text == first.text for a in some)
    words = f" {quoted(first.text)}" if alike else ""
    many = f", {counted(len(some), 'span')}" if len(some) > 1 else ""
    return f"{_labels(some)}{words}{many}"


def _labels(some: Iterable[Annotation]) -> str:
    names = list(dict.fromkeys(a.label for a in some))
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
