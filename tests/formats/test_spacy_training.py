"""What is exported trains: spaCy's own check of it, and a few steps of its span categorizer and entity recognizer."""

import subprocess
import sys
from pathlib import Path

import pytest

from reader.formats.format import Options
from reader.formats.spacy import FORMAT
from tests.formats.cases import samples
from tests.formats.roundtrip import files

pytestmark = pytest.mark.peers


def spacy(*arguments: str) -> str:
    command = [sys.executable, "-m", "spacy", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=300)
    said = done.stdout + done.stderr
    assert not done.returncode, said
    return said


@pytest.mark.parametrize(("pipe", "options"), [("spancat", Options()), ("ner", Options(ents=True))])
def test_an_export_of_the_samples_trains(tmp_path: Path, pipe: str, options: Options) -> None:
    """`spacy debug data` finds every label and no error, and 40 steps end.

    Less than 100 documents are an error to it.
    """
    written = files(FORMAT, list(samples()) * 52, options)
    for part in ("train", "dev"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "00000.spacy").write_bytes(written["train/00000.spacy"])
    config = str(tmp_path / "config.cfg")
    spacy("init", "config", config, "--lang", "en", "--pipeline", pipe, "--optimize", "efficiency")
    places = ["--paths.train", str(tmp_path / "train"), "--paths.dev", str(tmp_path / "dev")]

    checked = spacy("debug", "data", config, *places, "--no-format", "--verbose")
    steps = ["--training.max_steps", "40", "--training.eval_frequency", "20"]
    trained = spacy("train", config, *places, *steps, "--output", str(tmp_path / "model"))

    assert "ERROR" not in checked
    assert (tmp_path / "model" / "model-last").is_dir()
    assert "LOSS " + pipe.upper() in trained
