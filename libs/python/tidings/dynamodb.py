"""DynamoDB over its HTTP API: signed, kept alive, tried again."""

import json
import os
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tidings.attribute_values import marshall_item, unmarshall_item
from tidings.connection import Answer, Connection, NoAnswerError
from tidings.database import Action, CancellationReason, ConditionFailedError, DynamoDBError, TransactionCancelledError
from tidings.logger import utc_now
from tidings.pause import Wait, pause
from tidings.settings import setting
from tidings.sigv4 import Credentials, Request, Scope, signed_headers

_TARGET = "DynamoDB_20120810"
_MAX_ATTEMPTS = 6
_FIRST_PAUSE_MS = 50
_MAX_PAUSE_MS = 2_000

_MARSHALLED = frozenset({"Key", "Item", "ExpressionAttributeValues", "ExclusiveStartKey"})

# Source: docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
_TRANSIENT = frozenset(
    {
        "InternalServerError",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingException",
        "TransactionInProgressException",
    }
)


def credentials_from_environment() -> Credentials:
    """The role's credentials, where Lambda puts them; asked for each time, since Lambda may renew them.

    Source: docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    """
    token = os.environ.get("AWS_SESSION_TOKEN") or None
    return Credentials(setting("AWS_ACCESS_KEY_ID"), setting("AWS_SECRET_ACCESS_KEY"), token)


def _region_from_environment() -> str:
    return os.environ.get("AWS_REGION") or setting("AWS_DEFAULT_REGION")


def _endpoint_from_environment(region: str) -> str:
    own = os.environ.get("AWS_ENDPOINT_URL_DYNAMODB") or os.environ.get("AWS_ENDPOINT_URL")
    return own or f"https://dynamodb.{region}.amazonaws.com"


@dataclass(frozen=True, slots=True)
class _Failure:
    """An answer that is none: DynamoDB's own code, and all that it says besides."""

    code: str
    body: Mapping[str, Any]
    is_transient: bool

    @property
    def message(self) -> str:
        """What DynamoDB says about it."""
        return str(self.body.get("message") or self.body.get("Message") or "")


class DynamoDB:
    """A client. Make one outside the handler, so that its connection outlives an invocation.

    Requests have DynamoDB's members, with plain values for attributes. A request that meets a throttle, a server's
    error or a broken connection is tried six times, with growing random pauses, 3 s at most in all.
    """

    def __init__(
        self,
        *,
        region: str | None = None,
        endpoint: str | None = None,
        credentials: Callable[[], Credentials] = credentials_from_environment,
        wait: Wait = pause,
    ) -> None:
        self._region = region or _region_from_environment()
        self._connection = Connection(endpoint or _endpoint_from_environment(self._region))
        self._credentials = credentials
        self._wait = wait

    def close(self) -> None:
        """Gives the connection up; the next request opens another."""
        self._connection.close()

    def get_item(self, **request: Any) -> dict[str, Any] | None:
        """The item with a `Key`, or `None`."""
        item = self._call("GetItem", request).get("Item")
        return None if item is None else unmarshall_item(item)

    def query(self, **request: Any) -> list[dict[str, Any]]:
        """All items that a `KeyConditionExpression` describes, page after page."""
        items: list[dict[str, Any]] = []
        start: Mapping[str, Any] = {}
        while True:
            page = self._call("Query", {**request, **start})
            items += [unmarshall_item(item) for item in page.get("Items", ())]
            if "LastEvaluatedKey" not in page:
                return items
            start = {"ExclusiveStartKey": unmarshall_item(page["LastEvaluatedKey"])}

    def put_item(self, **request: Any) -> None:
        """Writes a whole `Item`. Raises `ConditionFailedError`."""
        self._call("PutItem", request)

    def update_item(self, **request: Any) -> dict[str, Any]:
        """Changes attributes; answers those that `ReturnValues` asks for. Raises `ConditionFailedError`."""
        return unmarshall_item(self._call("UpdateItem", request).get("Attributes", {}))

    def delete_item(self, **request: Any) -> None:
        """Removes the item with a `Key`. Raises `ConditionFailedError`."""
        self._call("DeleteItem", request)

    def transact_write(self, actions: Sequence[Action]) -> None:
        """Writes all actions or none; its own retries write once. Raises `TransactionCancelledError`."""
        items = [{kind: _marshalled(write) for kind, write in action.items()} for action in actions]
        self._call("TransactWriteItems", {"TransactItems": items, "ClientRequestToken": str(uuid.uuid4())})

    def _call(self, operation: str, request: Mapping[str, Any]) -> dict[str, Any]:
        body = json.dumps(_marshalled(request)).encode()
        for attempt in range(1, _MAX_ATTEMPTS + 1):
            outcome = self._attempt(operation, body)
            if not isinstance(outcome, _Failure):
                return outcome
            if not outcome.is_transient or attempt == _MAX_ATTEMPTS:
                raise _error(operation, outcome)
            self._wait(min(_FIRST_PAUSE_MS * 2**attempt, _MAX_PAUSE_MS))
        raise AssertionError("unreachable")

    def _attempt(self, operation: str, body: bytes) -> dict[str, Any] | _Failure:
        headers = {
            "Host": self._connection.host,
            "Content-Type": "application/x-amz-json-1.0",
            "X-Amz-Target": f"{_TARGET}.{operation}",
        }
        scope = Scope(self._region, "dynamodb", utc_now())
        signed = signed_headers(Request("POST", headers, body), self._credentials(), scope)
        try:
            return _outcome(self._connection.post(signed, body))
        except NoAnswerError as error:
            return _Failure("NoAnswer", {"message": str(error)}, is_transient=True)


def _marshalled(request: Mapping[str, Any]) -> dict[str, Any]:
    return {name: marshall_item(value) if name in _MARSHALLED else value for name, value in request.items()}


def _outcome(answer: Answer) -> dict[str, Any] | _Failure:
    try:
        body = json.loads(answer.body)
    except ValueError:
        body = {"message": f"answered {answer.status} with what is no JSON"}
        return _Failure("UnreadableAnswer", body, is_transient=True)
    if answer.status == 200:
        return dict(body)
    code = str(body.get("__type", answer.status)).rpartition("#")[2]
    return _Failure(code, body, is_transient=answer.status >= 500 or code in _TRANSIENT)


def _error(operation: str, failure: _Failure) -> Exception:
    if failure.code == "ConditionalCheckFailedException":
        return ConditionFailedError(f"DynamoDB {operation}: the condition does not hold")
    if failure.code == "TransactionCanceledException":
        return TransactionCancelledError([_reason(each) for each in failure.body.get("CancellationReasons", ())])
    return DynamoDBError(operation, failure.code, failure.message)


def _reason(reason: Mapping[str, Any]) -> CancellationReason:
    item = reason.get("Item")
    return CancellationReason(reason.get("Code") or "None", None if item is None else unmarshall_item(item))
