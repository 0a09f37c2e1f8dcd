"""What can go wrong, as sentences for the person: what happened, which file, what to do."""


class ReaderError(Exception):
    """Anything that stops the work and that a person can do something about."""


class CorpusError(ReaderError):
    """There is nothing to read at the place that was named."""


class NoArticlesError(CorpusError):
    """There is no article at the place that was named, or no such place."""


class DecodingError(ReaderError):
    """An article's bytes are not text."""


class FormatError(ReaderError):
    """A file is not of the format that it is read as, or a format needs what is not installed."""


class ReadOnlyError(ReaderError):
    """Something was to be changed that was opened to be looked at."""


class BusyError(ReaderError):
    """Something was to be changed while a step over many articles is being made that allows no other."""


class StoreError(ReaderError):
    """The store cannot be read or written."""
