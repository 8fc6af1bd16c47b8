"""Waiting before the next try."""

import random
import time
from collections.abc import Callable

Wait = Callable[[int], None]
"""Lets up to so many milliseconds pass; tests hand in one that does not."""


def pause(max_ms: int) -> None:
    """Waits for a random part of `max_ms`, so that writers who met once do not meet again."""
    time.sleep(random.random() * max_ms / 1_000)
