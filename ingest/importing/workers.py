"""Processes that read files side by side; one that dies or hangs costs the file it held.

The pool of the standard library gives up all that waits in it when one of its processes dies. Here
each process is such a pool of its own, and a new one takes its place.
"""

import os
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from queue import SimpleQueue
from threading import Thread
from typing import Final, ParamSpec, TypeVar

# The slowest real file takes some seconds, on a slow machine ten times that.
PATIENCE_S: Final = 120.0
# Added to the niceness of a process that reads files.
LESS_URGENT: Final = 10
KILL: Final = getattr(signal, "SIGKILL", signal.SIGTERM)

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
        self._pool: ProcessPoolExecutor | None = None
        self._pid = 0

    def answer(self, fn: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            work = self._started().submit(fn, *args, **kwargs)
            return work.result(self._patience_s)
        except BrokenProcessPool as error:
            self.end()
            raise WorkerDied from error
        except TimeoutError as error:
            os.kill(self._pid, KILL)
            self.end()
            raise WorkerHung from error

    def end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown()
        self._pool = None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            spawning = get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=spawning, initializer=_begin)
            self._pid = self._pool.submit(os.getpid).result()
        return self._pool


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
