"""Articles on disk: finding them, decoding them, reading them when they are needed. Nothing here writes."""
