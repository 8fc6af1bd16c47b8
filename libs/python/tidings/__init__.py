"""What a Python consumer of events needs: reading, consuming once in effect, and DynamoDB. Standard library only."""

from tidings.consumer import MessageContext, QueueHandler, consume
from tidings.events import Event, parse_event
from tidings.logger import Logger, utc_now
from tidings.settings import setting

__all__ = [
    "Event",
    "Logger",
    "MessageContext",
    "QueueHandler",
    "consume",
    "parse_event",
    "setting",
    "utc_now",
]
