"""A little language for spans: a command is parsed, planned against every article, shown, and done as one step."""
