"""The end of a pipe in a process that reads files: it does what comes, until the pipe is closed.

It stands here, and not beside what starts it, so that the process loads nothing it does not need.
"""

import os
import pickle
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from threading import Thread
from typing import Final

# Added to the niceness of a process that reads files.
LESS_URGENT: Final = 10


def answer_all(pipe: Connection) -> None:
    """Do what comes through a pipe, until its other end is closed."""
    _begin()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        pipe.send_bytes(b"ready")
        while True:
            pipe.send_bytes(_answered(pipe.recv_bytes()))


def _answered(asked: bytes) -> bytes:
    try:
        fn, args, kwargs = pickle.loads(asked)  # noqa: S301 - from the process that started this
        return pickle.dumps((fn(*args, **kwargs), None))
    except BaseException as error:  # noqa: BLE001 - handed on to whoever asked
        return pickle.dumps((None, _portable(error)))


def _portable(error: BaseException) -> BaseException:
    """Return the error, or one that says the same where it cannot be sent."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - just made
    except Exception:  # noqa: BLE001 - whatever its class does when it is sent
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _begin() -> None:
    """Leave the processor to the pages somebody looks at meanwhile, and end with the parent."""
    if hasattr(os, "nice"):
        os.nice(LESS_URGENT)
    _end_with_parent()


def _end_with_parent() -> None:
    """Have this process end when the one that started it is killed: nobody else would end it."""
    Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
