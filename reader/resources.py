"""Where the files that come with the package are."""

from pathlib import Path

GUIDELINES = "guidelines.md"
"""What annotators go by, beside the articles: it is no article."""


def folder(name: str) -> Path:
    """The folder `styles`, `seeds` or `starting`: inside the package, else beside it in a checkout.

    Raises FileNotFoundError when neither is there.
    """
    package = Path(__file__).parent
    for place in (package / name, package.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the folder {name} is missing from the installation; install close-reader again")
