"""The command line: every job of the program as one command.

- `run`: one command from arguments to exit code; `app`: which commands there are.
- `command`, `mistakes`: Typer's own words in the chosen language.
- `console`: what is printed where; `arguments`: what commands have in common.
- the rest: one file a group of commands, named after what they are about.
"""
