"""What a Python consumer of events needs: reading, consuming once in effect, and DynamoDB. Standard library only."""

from tidings.consumer import MessageContext, QueueHandler, consume
from tidings.database import Action, ConditionFailedError, Database, DynamoDBError, TransactionCancelledError
from tidings.dynamodb import DynamoDB
from tidings.events import Event, parse_event
from tidings.inbox import Inbox
from tidings.logger import Logger, utc_now
from tidings.settings import setting

__all__ = [
    "Action",
    "ConditionFailedError",
    "Database",
    "DynamoDB",
    "DynamoDBError",
    "Event",
    "Inbox",
    "Logger",
    "MessageContext",
    "QueueHandler",
    "TransactionCancelledError",
    "consume",
    "parse_event",
    "setting",
    "utc_now",
]
