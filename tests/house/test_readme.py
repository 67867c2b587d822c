"""What the README says is so: its map, its commands, its doors, its pictures."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

import ingest
from dashboard.__main__ import main

HOUSE = Path(__file__).resolve().parents[2]
README = (HOUSE / "README.md").read_text("utf-8")
UNSAID = {"LICENSE", "README.md", "constraints.txt"}


def table(first_heading: str) -> list[list[str]]:
    """The rows of the one table that has this first heading, without code marks and escapes."""
    lines = README.splitlines()
    [start] = [i for i, line in enumerate(lines) if line.startswith(f"| {first_heading} |")]
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        cells = line.strip("|").replace("\\|", "|").split(" | ")
        rows.append([cell.strip().replace("`", "") for cell in cells])
    return rows


def commands() -> list[list[str]]:
    """What the command's own help says, in the order of the README."""
    context = click.Context(main, info_name="plimsoll")
    rows = [["plimsoll", main.get_short_help_str(200)], *options(main, "plimsoll", context)]
    for name, command in main.commands.items():
        arguments = [
            p.make_metavar(context) for p in command.params if isinstance(p, click.Argument)
        ]
        usage = " ".join(("plimsoll", name, *arguments))
        rows += [[usage, command.get_short_help_str(200)], *options(command, name, context)]
    return rows


def options(command: click.Command, _: str, context: click.Context) -> list[list[str]]:
    records = [p.get_help_record(context) for p in command.params if isinstance(p, click.Option)]
    return [[f"… {usage}", text] for record in records if record for usage, text in [record]]


def test_the_map_names_places_that_exist() -> None:
    assert [place for place, _ in table("place") if not (HOUSE / place).exists()] == []


def test_the_map_names_every_place() -> None:
    named = {place.rstrip("/") for place, _ in table("place")}
    listing = subprocess.run(
        ("git", "ls-files"), cwd=HOUSE, capture_output=True, text=True, check=True
    )
    tracked = [Path(line) for line in listing.stdout.splitlines()]
    top = {path.parts[0] for path in tracked if not path.parts[0].startswith(".git")}
    rooms = {
        "/".join(path.parts[:2])
        for path in tracked
        if path.parts[0] in {"dashboard", "ingest"} and path.name != "__init__.py"
    }

    assert (top | rooms) - named - UNSAID == set()


def test_the_table_of_commands_is_the_help() -> None:
    assert table("you type") == commands()


def test_the_help_opens() -> None:
    result = subprocess.run(
        (sys.executable, "-m", "dashboard", "--help"), capture_output=True, text=True, check=True
    )

    assert all(name in result.stdout for name in main.commands)


def test_the_doors_are_the_public_names_of_ingest() -> None:
    assert [name for name, _ in table("name")] == list(ingest.__all__)


@pytest.mark.parametrize("ending", ["plimsoll --demo", "python -m pytest"])
def test_a_command_is_one_line_that_sets_everything_up(ending: str) -> None:
    [line] = [line for line in README.splitlines() if line.endswith(f".venv/bin/{ending}")]

    assert line.startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert "-c constraints.txt" in line


def test_every_link_and_picture_is_there() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)]+)\)", README)

    assert targets
    assert [target for target in targets if not (HOUSE / target).is_file()] == []
