"""What in a corpus does not agree with itself: rules, what they find, and what would put it right."""
