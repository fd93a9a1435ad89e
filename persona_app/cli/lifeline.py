"""A child that ends when the process that started it does, even by kill -9.

The parent holds the writing end of a pipe; the child reads from the other. When the parent is gone, the read ends.
"""

import os
import signal
import threading

VARIABLE = "PERSONA_LIFELINE"


def follow_parent() -> None:
    """In a child started with a lifeline: end, as if by SIGTERM, when the parent ends. Without one: nothing."""
    descriptor = os.environ.pop(VARIABLE, None)
    if descriptor is not None:
        threading.Thread(target=_wait, args=(int(descriptor),), daemon=True, name="lifeline").start()


def _wait(descriptor: int) -> None:
    os.read(descriptor, 1)
    os.kill(os.getpid(), signal.SIGTERM)
