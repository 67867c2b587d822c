"""Processes that read files side by side; one that dies or hangs costs the file it held.

The pool of the standard library gives up all that waits in it when one of its processes dies. Here
each process has a pipe of its own to the thread that feeds it, and a new one takes its place.
"""

import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from threading import Thread
from typing import Final, ParamSpec, TypeVar, cast

from ingest.worker import answer_all

# The slowest real file takes some seconds, on a slow machine ten times that.
PATIENCE_S: Final = 120.0

P = ParamSpec("P")
T = TypeVar("T")


class WorkerDied(Exception):
    """The process that held a file ended without an answer."""


class WorkerHung(Exception):
    """The process that held a file gave no answer in time and was stopped."""


@dataclass(frozen=True, slots=True)
class _Task:
    """Work to be done in a process: ``run`` hands it to one and sets its future."""

    run: Callable[["_Process"], None]
    cancel: Callable[[], bool]


class Workers(Executor):
    """An executor of spawned processes, started with the first task.

    Parameters
    ----------
    number : int
        How many processes.
    patience_s : float
        How long one file may take, in seconds.
    """

    def __init__(self, number: int, patience_s: float = PATIENCE_S) -> None:
        self._number = number
        self._patience_s = patience_s
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._threads: list[Thread] = []

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a process do it; the future raises WorkerDied or WorkerHung if that went wrong."""
        future: Future[T] = Future()

        def run(process: _Process) -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(process.answer(fn, *args, **kwargs))
            except BaseException as error:  # noqa: BLE001 - handed on to whoever asks the future
                future.set_exception(error)

        self._tasks.put(_Task(run, future.cancel))
        if len(self._threads) < self._number:
            self._threads.append(Thread(target=self._serve, daemon=True))
            self._threads[-1].start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - the standard library's signature
        """End the processes once what waits is done, or at once without it."""
        while cancel_futures and not self._tasks.empty():
            task = self._tasks.get()
            if task is not None:
                task.cancel()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads if wait else ():
            thread.join()

    def _serve(self) -> None:
        process = _Process(self._patience_s)
        while (task := self._tasks.get()) is not None:
            task.run(process)
        process.end()


class _Process:
    """One process at a time, replaced when it is gone."""

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s
        self._running: tuple[SpawnProcess, Connection] | None = None

    def answer(self, fn: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        asked = pickle.dumps((fn, args, kwargs))
        try:
            said = self._said(asked)
        except (EOFError, OSError) as error:
            self.end()
            raise WorkerDied from error
        if said is None:
            self.end(kill=True)
            raise WorkerHung
        answer, raised = pickle.loads(said)  # noqa: S301 - from a process started here
        if raised is not None:
            raise cast("BaseException", raised)
        return cast("T", answer)

    def end(self, *, kill: bool = False) -> None:
        if self._running is None:
            return
        process, pipe = self._running
        self._running = None
        if kill:
            process.kill()
        pipe.close()
        process.join()
        process.close()

    def _said(self, asked: bytes) -> bytes | None:
        """Ask, and wait for the answer; None when there was none in time."""
        _, pipe = self._running = self._running or _started()
        pipe.send_bytes(asked)
        return pipe.recv_bytes() if pipe.poll(self._patience_s) else None


def _started() -> tuple[SpawnProcess, Connection]:
    """Start a process; it is ready when this returns, so no file's time goes into its start."""
    spawning = get_context("spawn")
    # A socket holds more than a pipe, so that a file mostly goes in without waiting.
    here, there = spawning.Pipe(duplex=True)
    process = spawning.Process(target=answer_all, args=(there,), daemon=True)
    process.start()
    there.close()
    with suppress(EOFError):  # it has died already: whoever asks it finds out
        here.recv_bytes()
    return process, here
