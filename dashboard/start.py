"""Where ``plimsoll`` begins: a process that reads files loads this again, so it loads nothing."""


def main() -> None:
    """Run the command."""
    from dashboard.__main__ import main as command  # noqa: PLC0415 - see above

    command(prog_name="plimsoll")
