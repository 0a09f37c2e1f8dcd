"""Tables of articles, a row each: indexed once, and each row read when it is needed."""
