"""What tests of Python consumers use; no bundle holds it."""

from tidings.testing.in_memory_database import InMemoryDatabase
from tidings.testing.messages import bus_event, queue_batch, queue_record

__all__ = ["InMemoryDatabase", "bus_event", "queue_batch", "queue_record"]
