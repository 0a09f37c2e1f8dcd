"""GLiNER's own training collator takes what is written: what its loss sees are the spans, by words and labels."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings

from reader.formats.format import Entry, Options
from reader.formats.gliner import FORMAT, losses
from tests.formats.cases import CASES, entries, entry
from tests.formats.roundtrip import files

pytestmark = [pytest.mark.peers, pytest.mark.filterwarnings("ignore")]


@cache
def collator() -> Any:
    """As its training makes it, but for the pieces of words: a vocabulary from the hub is not needed to see labels."""
    # Here, as torch takes seconds.
    from gliner.config import GLiNERConfig  # noqa: PLC0415
    from gliner.data_processing.collator import UniEncoderSpanDataCollator  # noqa: PLC0415
    from gliner.data_processing.processor import UniEncoderSpanProcessor  # noqa: PLC0415
    from tokenizers import Tokenizer, models, pre_tokenizers  # noqa: PLC0415
    from transformers import PreTrainedTokenizerFast  # noqa: PLC0415

    signs = {"unk_token": "[UNK]", "pad_token": "[PAD]"}
    pieces = Tokenizer(models.WordLevel({"[UNK]": 0, "[PAD]": 1}, signs["unk_token"]))
    pieces.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=pieces, **signs)
    config = GLiNERConfig(model_name="none")
    processor = UniEncoderSpanProcessor(config, tokenizer, None)
    return UniEncoderSpanDataCollator(config, data_processor=processor, return_id_to_classes=True)


def seen(example: Any) -> set[tuple[int, int, str]]:
    """The spans that a training step would learn of an example: first and last word, label."""
    batch = collator()([example])
    names = batch["id_to_classes"][0]
    (labels,), (places,) = batch["labels"], batch["span_idx"]
    return {(*places[row].tolist(), names[column + 1]) for row, column in labels.nonzero().tolist()}


def check(one: Entry) -> None:
    """All that `losses` does not name are learnt, and nothing else."""
    unseen = 0
    for example in json.loads(files(FORMAT, [one])[""]):
        written = [tuple(span) for span in example["ner"]]
        found = seen(example)
        assert found <= set(written)
        unseen += sum(span not in found for span in written)

    assert unseen == sum("written, but" in loss.why for loss in losses(one, Options()))


@pytest.mark.parametrize("name", CASES)
def test_every_case_is_learnt(name: str) -> None:
    """Less what is too long or too far behind, which is named."""
    check(CASES[name])


@given(entries())
@settings(max_examples=30)
def test_whatever_is_tagged_is_learnt(one: Entry) -> None:
    """Hostile texts as well."""
    check(one)


def test_texts_are_parted_as_it_parts_them() -> None:
    """Where no span begins or ends inside a word."""
    splitter = collator().data_processor.words_splitter
    for name in ("sample-0", "sample-1", "no-spans"):
        examples = json.loads(files(FORMAT, [CASES[name]])[""])

        words = [word for example in examples for word in example["tokenized_text"]]
        assert words == [word for word, _, _ in splitter(CASES[name].article.text)]


def test_the_end_of_a_long_article_is_learnt() -> None:
    """Where it would be cut off if it were one example; and what stands too far behind all the same is not."""
    check(entry("long", "One two three four. " * 200, [(0, 3, "actor"), (1504, 1533, "claim"), (3980, 3983, "actor")]))
    check(entry("dense", "a " * 400, [(764, 767, "actor"), (766, 769, "place")]))
