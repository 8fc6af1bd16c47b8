"""One kept-alive HTTP connection to an endpoint."""

import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

CONNECT_SECONDS = 2.0
ANSWER_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said."""

    status: int
    body: bytes


class NoAnswerError(Exception):
    """The connection broke, or nothing came in time. What was asked for may have happened."""


class Connection:
    """Opened when it is first needed, and again after it broke. For one thread at a time."""

    def __init__(self, endpoint: str) -> None:
        address = urlsplit(endpoint)
        if address.scheme not in ("http", "https") or address.hostname is None:
            raise ValueError(f"{endpoint} is no URL of an endpoint: it needs http:// or https:// and a host")
        self._is_secure = address.scheme == "https"
        self._name = address.hostname
        self._port = address.port
        self._open: http.client.HTTPConnection | None = None
        self.host = address.netloc.rpartition("@")[2]
        """As the header `Host` names it."""

    def post(self, headers: Mapping[str, str], body: bytes) -> Answer:
        """Sends a body to the root. Raises `NoAnswerError`."""
        try:
            connection = self._connected()
            connection.request("POST", "/", body=body, headers=dict(headers))
            response = connection.getresponse()
            return Answer(response.status, response.read())
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise NoAnswerError(f"{self.host}: {error or type(error).__name__}") from error

    def _connected(self) -> http.client.HTTPConnection:
        if self._open is None or self._open.sock is None:
            self._open = self._new()
            self._open.connect()
            self._open.sock.settimeout(ANSWER_SECONDS)
        return self._open

    def _new(self) -> http.client.HTTPConnection:
        if not self._is_secure:
            return http.client.HTTPConnection(self._name, self._port, timeout=CONNECT_SECONDS)
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(self._name, self._port, timeout=CONNECT_SECONDS, context=context)

    def close(self) -> None:
        """Gives the connection up; the next request opens another."""
        if self._open is not None:
            self._open.close()
            self._open = None
