"""Everything a person can ask for, in one table, and the keys that ask for it.

Bindings, the key bar, the palette, the help screen and README's table of keys are made from it or checked against it.
"""

from reader.commands.command import Command
from reader.commands.table import bindings, commands, number_bindings

__all__ = ["Command", "bindings", "commands", "number_bindings"]
