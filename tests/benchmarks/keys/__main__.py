"""Keys a span, measured on a gold standard.

    python -m tests.benchmarks.keys [GOLD.jsonl] [--advance] [--no-replay] [--show]

GOLD is in the export format of `reader export --format jsonl`; without it the gold of the samples is used. It may have
only some of the labels. The keys are planned greedily with the tool's own commands, so a clever person may need fewer;
then they are typed into the app in a real terminal of 120x40, and its store is compared with the gold, span by span.
`J` between articles is counted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from reader.core.label import DEFAULT_LABELS
from reader.corpus.corpus import open_corpus
from reader.session.session import Session
from reader.store.store import Store
from tests.benchmarks.keys.gold import GoldArticle, Wanted, read_gold
from tests.benchmarks.keys.plan import Plan, plan
from tests.terminal import Terminal

SAMPLES = Path(__file__).resolve().parents[2] / "gold" / "samples.jsonl"
ROOT = Path(__file__).resolve().parents[3]


def planned(articles: Sequence[GoldArticle], folder: Path, *, advance: bool) -> Sequence[Plan]:
    """A plan for each article, made on a session of its own."""
    store = Store.for_writing(folder / "plan.json")
    session = Session(open_corpus(folder / "articles"), store, "planner")
    session.advance = advance
    plans = []
    for index, article in enumerate(articles):
        session.open(index)
        plans.append(plan(session, article))
    session.close()
    return plans


def replayed(articles: Sequence[GoldArticle], plans: Sequence[Plan], folder: Path, *, advance: bool) -> int:
    """Type the plans into the app; says how many articles have just the spans wanted. Prints what differs."""
    store = folder / "replay.json"
    command = [sys.executable, "-m", "reader", str(folder / "articles"), "--store", str(store), "--annotator", "r"]
    with Terminal(command, folder / "home", columns=120, rows=40, cwd=ROOT) as terminal:
        terminal.settle(0.5, first=10)
        if advance:
            terminal.send("\x1b[17~")
        for number, keys in enumerate(plans):
            terminal.send(("J" if number else "") + "".join(keys.keys))
            terminal.settle(0.5, first=5)
        terminal.send("q")
        code = terminal.exit()
        if code:
            raise AssertionError(f"the app ended with {code}")
    kept = Store(store)
    right = 0
    for article in articles:
        record = kept.record(name_of(article))
        made = {Wanted(a.span, a.label) for a in record.stray} if record is not None else set()
        right += made == set(article.wanted)
        for what, spans in (("missing", set(article.wanted) - made), ("wrong", made - set(article.wanted))):
            for one in sorted(spans, key=lambda one: one.span):
                print(f"{article.id}: {what} {one.label} {one.span.of(article.text)!r} at {one.span.start}")
    return right


def name_of(article: GoldArticle) -> str:
    """The file name of an article."""
    return f"{article.id.replace('/', '_').removesuffix('.txt')}.txt"


def table(plans: Sequence[Plan], between: int) -> str:
    """Keys a span, by label and in all."""
    keys = sum((p.by_label for p in plans), Counter())
    spans = sum((p.spans for p in plans), Counter())
    lines = [f"{'label':10}{'spans':>8}{'keys':>8}{'keys a span':>14}"]
    lines += [f"{label:10}{spans[label]:8}{keys[label]:8}{keys[label] / spans[label]:14.2f}" for label in sorted(spans)]
    total = keys.total() + between
    return "\n".join([*lines, f"{'all':10}{spans.total():8}{total:8}{total / max(1, spans.total()):14.2f}"])


def main() -> int:
    """Plan, replay, print; 1 when the store differs from the gold."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.keys", description=(__doc__ or "").split("\n")[0])
    asked.add_argument("gold", nargs="?", type=Path, default=SAMPLES, help="a JSONL export (default: the samples)")
    asked.add_argument("--advance", choices=("on", "off", "both"), default="both", help="auto-advance (default: both)")
    asked.add_argument("--no-replay", action="store_true", help="only plan")
    asked.add_argument("--show", action="store_true", help="print the keys")
    options = asked.parse_args()
    articles = sorted(read_gold(options.gold, DEFAULT_LABELS), key=name_of)
    wrong = 0
    for advance in {"on": [True], "off": [False], "both": [False, True]}[options.advance]:
        with tempfile.TemporaryDirectory() as work:
            folder = Path(work)
            (folder / "articles").mkdir()
            for article in articles:
                (folder / "articles" / name_of(article)).write_bytes(article.text.encode())
            ids = open_corpus(folder / "articles").ids
            articles = sorted(articles, key=lambda article: ids.index(name_of(article)))
            plans = planned(articles, folder, advance=advance)
            print(f"auto-advance {'on' if advance else 'off'}\n{table(plans, len(plans) - 1)}")
            if options.show:
                print("\n".join("".join(p.keys) for p in plans))
            if not options.no_replay:
                right = replayed(articles, plans, folder, advance=advance)
                print(f"typed into the app: {right} of {len(articles)} articles have just the spans of the gold\n")
                wrong += len(articles) - right
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
