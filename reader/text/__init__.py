"""Where things are in a text: pure functions from a string and an offset to a `Span`.

Every function looks only at the neighbourhood of the offset, so that its cost does not grow with the article.
"""
