"""What fills the terminal: each screen is given its session, and its actions are sentences to it."""
