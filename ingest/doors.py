"""What a package offers, each name loaded for the first who asks for it.

A process that only reads files needs no database and no tables of results, and loading those would
take longer than loading all that it does need.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def door(package: str, homes: Mapping[str, tuple[str, ...]]) -> Callable[[str], object]:
    """Make the ``__getattr__`` of a package.

    Parameters
    ----------
    package : str
        Its ``__name__``.
    homes : mapping of str to tuple of str
        Modules of the package, and the names that each of them offers.

    Returns
    -------
    callable
        Takes a name; AttributeError for one that nobody offers.
    """
    home_of = {name: home for home, names in homes.items() for name in names}

    def offered(name: str) -> object:
        if name not in home_of:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        found: object = getattr(import_module(f"{package}.{home_of[name]}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return offered
