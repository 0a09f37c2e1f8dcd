"""`reader --completion SHELL`: a script that completes commands, options, what they may be set to, and files.

It is made of the parsers, and runs nothing when a key is pressed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.cli.arguments import Parser
from reader.cli.parsers import PARSERS, opening

FILES = ("FILE", "FILE…", "PATH", "PLACE", "IN", "OUT")
"""How what is a file is called in the help."""


class Option(NamedTuple):
    """One option of a command."""

    names: Sequence[str]
    """As they are typed, such as `--format`."""
    takes: str
    """What follows it, as the help calls it; empty when nothing does."""
    values: Sequence[str]
    """What may follow; empty for anything."""
    text: str
    """What it does, in one line."""

    @property
    def is_file(self) -> bool:
        """Does a file follow?"""
        return self.takes in FILES


class Taken(NamedTuple):
    """What a command takes."""

    name: str
    """The command; empty for `reader` itself."""
    does: str
    """What it does, in one line."""
    options: Sequence[Option]
    """Its options."""


def completion(shell: str) -> str:
    """The script for a shell."""
    return {"bash": bash, "zsh": zsh, "fish": fish}[shell](everything())


def everything() -> list[Taken]:
    """What `reader` itself and then each command takes."""
    themes = _themes()
    return [_taken(name, made(), themes) for name, made in {"": opening, **PARSERS}.items()]


def _taken(name: str, made: Parser, themes: Sequence[str]) -> Taken:
    actions = (action for action in made._actions if action.option_strings)  # noqa: SLF001 - it has no other name
    return Taken(name, made.does, [_option(action, themes) for action in actions])


def _option(action: argparse.Action, themes: Sequence[str]) -> Option:
    takes = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
    values = themes if "--theme" in action.option_strings else [str(each) for each in action.choices or ()]
    return Option(action.option_strings, takes, values, str(action.help).replace("%%", "%"))


def _themes() -> list[str]:
    # Textual is imported for it, once, when the script is made.
    from reader.cli.asked import SHORT_THEMES
    from reader.theme import known_themes

    return [*SHORT_THEMES, *(name for name in known_themes() if name not in SHORT_THEMES.values())]


def bash(takes: Sequence[Taken]) -> str:
    """The script for bash 3.2 and later."""
    names = " ".join(each.name for each in takes if each.name)
    values = "\n".join(line for each in takes for line in _bash_values(each))
    options = "\n".join(
        f"    {_bash_word(each.name)}) words={_quoted(' '.join(name for o in each.options for name in o.names))} ;;"
        for each in takes
    )
    return _BASH.format(names=names.replace(" ", "|"), commands=_quoted(names), values=values, options=options)


_BASH = """\
# Completion of reader for bash: source this file, or put it into ~/.local/share/bash-completion/completions/reader
_reader() {{
  local cur="${{COMP_WORDS[COMP_CWORD]}}" prev="${{COMP_WORDS[COMP_CWORD-1]}}" command="" words="" IFS=$' \\t\\n'
  COMPREPLY=()
  # --format=jsonl comes as three words.
  if [[ $cur == "=" ]]; then cur=""; elif [[ $prev == "=" ]]; then prev="${{COMP_WORDS[COMP_CWORD-2]}}"; fi
  if (( COMP_CWORD > 1 )); then
    case "${{COMP_WORDS[1]}}" in {names}) command="${{COMP_WORDS[1]}}" ;; esac
  fi
  case "$command $prev" in
{values}
  esac
  if [[ -z $words && $cur == -* ]]; then
    case "$command" in
{options}
    esac
  elif [[ -z $words && $COMP_CWORD -eq 1 ]]; then
    words={commands}
    IFS=$'\\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(IFS=$' '; compgen -W "$words" -- "$cur") $(compgen -f -- "$cur"))
    return
  fi
  # Nothing found: the shell's own completion of files.
  [[ -n $words ]] && COMPREPLY=($(compgen -W "$words" -- "$cur"))
}}
complete -o bashdefault -o default -F _reader reader
"""


def _bash_values(each: Taken) -> Iterator[str]:
    for option in each.options:
        if not option.takes:
            continue
        where = "|".join(_quoted(f"{each.name} {name}") for name in option.names)
        if option.values:
            yield f"    {where}) words={_quoted(' '.join(option.values))} ;;"
        elif option.is_file:
            yield f"    {where}) return ;;"
        else:
            yield f"    {where}) compopt +o bashdefault +o default 2>/dev/null; return ;;"


def _bash_word(name: str) -> str:
    return name or "''"


def zsh(takes: Sequence[Taken]) -> str:
    """The script for zsh."""
    named = "\n".join(f"    {_quoted(f'{each.name}:{each.does}')}" for each in takes if each.name)
    cases = "\n".join(_zsh_case(each) for each in takes if each.name)
    own = next(each for each in takes if not each.name)
    return _ZSH.format(commands=named, cases=cases, own=_zsh_specs(own, "    "))


_ZSH = """\
#compdef reader
# Completion of reader for zsh: save it as _reader in a folder of $fpath
_reader_first() {{
  local -a commands=(
{commands}
  )
  _describe -t commands command commands
  _files
}}
_reader() {{
  local curcontext="$curcontext" state state_descr line
  typeset -A opt_args
  if (( CURRENT > 2 )); then
    case ${{words[2]}} in
{cases}
    esac
  fi
  _arguments -s \\
{own}
    '1:PATH:_reader_first'
}}
if [[ $funcstack[1] == _reader ]]; then _reader "$@"; else compdef _reader reader; fi
"""


def _zsh_case(each: Taken) -> str:
    return (
        f"      {each.name})\n        shift words; (( CURRENT-- ))\n        _arguments -s \\\n"
        f"{_zsh_specs(each, ' ' * 10)}\n          '*:FILE:_files'\n        return ;;"
    )


def _zsh_specs(each: Taken, indent: str) -> str:
    return "\n".join(
        f"{indent}{_quoted(_zsh_spec(option, name))} \\" for option in each.options for name in option.names
    )


def _zsh_spec(option: Option, name: str) -> str:
    text = option.text.replace("[", "(").replace("]", ")")
    if not option.takes:
        return f"*{name}[{text}]"
    action = f"({' '.join(option.values)})" if option.values else "_files" if option.is_file else " "
    return f"*{name}{'=' if name.startswith('--') else ''}[{text}]:{option.takes}:{action}"


def fish(takes: Sequence[Taken]) -> str:
    """The script for fish."""
    names = " ".join(each.name for each in takes if each.name)
    lines = [
        f"complete -c reader -n '__reader_is first' -a {each.name} -d {_quoted(each.does)}"
        for each in takes
        if each.name
    ]
    lines += [_fish_line(each.name or "none", option) for each in takes for option in each.options]
    return _FISH.format(names=names, lines="\n".join(lines))


_FISH = """\
# Completion of reader for fish: save it as ~/.config/fish/completions/reader.fish
function __reader_is
    set -l words (commandline -opc)
    switch $argv[1]
        case first
            test (count $words) -eq 1
        case none
            test (count $words) -eq 1; or not contains -- $words[2] {names}
        case '*'
            test (count $words) -gt 1; and test $words[2] = $argv[1]
    end
end
{lines}
"""


def _fish_line(command: str, option: Option) -> str:
    names = " ".join(f"-l {n.removeprefix('--')}" if n.startswith("--") else f"-s {n[1:]}" for n in option.names)
    takes = ""
    if option.values:
        takes = f" -x -a {_quoted(' '.join(option.values))}"
    elif option.takes:
        takes = " -r -F" if option.is_file else " -x"
    return f"complete -c reader -n '__reader_is {command}' {names}{takes} -d {_quoted(option.text)}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
