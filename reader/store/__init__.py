"""Disk: the store of annotations, and what is remembered for a person. The only place that writes files."""
