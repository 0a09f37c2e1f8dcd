"""doccano's own import takes what is written: its parser, its checks and its database, without its server.

It is installed without what it requires, by `.ci/peers`: most of that is for serving, and from years ago.
"""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.formats.doccano import FORMAT
from reader.formats.format import Entry, Options
from tests.formats.cases import CASES, entries
from tests.formats.roundtrip import files, tags_of

pytestmark = [pytest.mark.peers, pytest.mark.filterwarnings("ignore")]

APPS = ("roles", "projects", "label_types", "examples", "labels", "data_import")
THEIRS = ("django.contrib.auth", "django.contrib.contenttypes", "polymorphic", "django_drf_filepond")


@pytest.fixture(scope="session", autouse=True)
def database(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Its tables, in memory, made of its models: its migrations lead through apps that only its server needs."""
    import django  # noqa: PLC0415 - in the extra for peers, as everything of it
    from django.conf import settings as configuration  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    found = importlib.util.find_spec("backend")
    assert found is not None
    assert found.origin is not None
    sys.path.insert(0, str(Path(found.origin).parent))
    place = str(tmp_path_factory.mktemp("doccano"))
    configuration.configure(
        BASE_DIR=place,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DJANGO_DRF_FILEPOND_FILE_STORE_PATH=place,
        DJANGO_DRF_FILEPOND_UPLOAD_TMP=place,
        INSTALLED_APPS=[*THEIRS, *APPS],
        MIGRATION_MODULES={name.rpartition(".")[2]: None for name in (*THEIRS, *APPS)},
        USE_TZ=True,
    )
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)


Kept = list[tuple[str, Counter[tuple[int, int, str]]]]
"""Text and spans of each example."""


def imported(file: Path, *, overlapping: bool = True) -> tuple[Kept, list[Any]]:
    """What is in its database after an upload to a new project, and what it refused."""
    from data_import.datasets import load_dataset  # noqa: PLC0415
    from data_import.pipeline.catalog import create_file_format  # noqa: PLC0415
    from data_import.pipeline.readers import FileName  # noqa: PLC0415
    from django.contrib.auth.models import User  # noqa: PLC0415
    from projects.models import ProjectType, SequenceLabelingProject  # noqa: PLC0415

    user, _ = User.objects.get_or_create(username="ann")
    kind = ProjectType.SEQUENCE_LABELING
    project = SequenceLabelingProject.objects.create(
        name="p", created_by=user, project_type=kind, allow_overlapping=overlapping
    )
    dataset = load_dataset(kind, create_file_format("JSONL"), [FileName(str(file), str(file), file.name)], project)
    dataset.save(user)
    kept = [
        (example.text, Counter((s.start_offset, s.end_offset, s.label.text) for s in example.spans.all()))
        for example in project.examples.order_by("id")
    ]
    return kept, dataset.errors


def check(given_ones: Iterable[Entry], folder: Path) -> None:
    """Every article with a text, every span; it refuses an empty text by its line."""
    given_ones = list(given_ones)
    file = folder / "made.jsonl"
    file.write_bytes(files(FORMAT, given_ones, Options(offsets="codepoint"))[""])

    kept, errors = imported(file)

    assert [error.line_num for error in errors] == [n for n, one in enumerate(given_ones, 1) if not one.article.text]
    assert kept == [(one.article.text, Counter(tags_of(one))) for one in given_ones if one.article.text]


def test_every_case_is_taken(tmp_path: Path) -> None:
    """As one upload."""
    check(CASES.values(), tmp_path)


@given(st.lists(entries(), min_size=1, max_size=4))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_tagged_is_taken(tmp_path: Path, given_ones: list[Entry]) -> None:
    """Hostile texts as well."""
    check(given_ones, tmp_path)


def test_a_project_that_allows_no_overlapping_keeps_the_first(tmp_path: Path) -> None:
    """It says nothing of the others: `reader formats` does."""
    file = tmp_path / "made.jsonl"
    file.write_bytes(files(FORMAT, [CASES["nested"]])[""])

    ((_, spans),), errors = imported(file, overlapping=False)

    assert (sum(spans.values()), errors) == (1, [])
