"""Train, dev and test: stable, seeded, and about as large as was asked."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from reader.formats.parts import PARTS, part_of


def test_without_shares_all_is_train() -> None:
    """Nothing is held back that nobody asked for."""
    assert part_of("a.txt", ()) == part_of("a.txt", (0, 0)) == part_of("a.txt", (100,)) == "train"


@given(st.text(), st.integers(0, 99), st.lists(st.integers(0, 100), min_size=1, max_size=3).filter(any))
def test_a_part_is_one_that_has_a_share(article: str, seed: int, shares: list[int]) -> None:
    """Whatever the id holds; twice the same; and in any unit."""
    part = part_of(article, shares, seed)

    assert shares[PARTS.index(part)]
    assert part == part_of(article, [7 * share for share in shares], seed)


def test_shares_are_met_in_the_mean_and_the_seed_draws_anew() -> None:
    """Of 10,000 articles about 8,000 are train."""
    names = [f"{number}.txt" for number in range(10_000)]

    first, second = ([part_of(name, (80, 10, 10), seed) for name in names] for seed in (0, 1))

    assert all(abs(Counter(first)[part] - share) < 200 for part, share in zip(PARTS, (8000, 1000, 1000), strict=True))
    assert first != second
