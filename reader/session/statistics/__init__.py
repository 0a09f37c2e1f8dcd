"""What can be counted of a corpus and of the work on it: values, gathered in one pass, and how they are shown."""
