"""Small matrices on one thread: more threads only wait for each other, and burn a core each."""

from functools import cache

# Both bring libraries of their own, which must be there before they are looked for.
import numpy as np  # noqa: F401
import scipy.linalg  # noqa: F401
from threadpoolctl import ThreadpoolController


def one_thread() -> ThreadpoolController:
    """Hold linear algebra to one thread inside a ``with`` block; as before after it."""
    return _libraries().limit(limits=1, user_api="blas")


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()
