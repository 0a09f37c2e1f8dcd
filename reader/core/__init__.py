"""What things are: plain frozen values and their algebra. Standard library only; no files, no terminal."""
