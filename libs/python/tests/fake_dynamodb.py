"""A server that answers like DynamoDB, as it is told."""

import json
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Seen(NamedTuple):
    """One request, and the port of the connection that it came by."""

    operation: str
    body: Mapping[str, Any]
    headers: Mapping[str, str]
    port: int


Reply = tuple[int, object] | None
"""Status and body; `None` breaks the connection."""


class FakeDynamoDB:
    """Answers each request by `reply`, which is given its number (from 1)."""

    def __init__(self, reply: Callable[[int], Reply]) -> None:
        self.seen: list[Seen] = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                operation = self.headers["X-Amz-Target"].rpartition(".")[2]
                fake.seen.append(Seen(operation, body, dict(self.headers), self.client_address[1]))
                answer = reply(len(fake.seen))
                if answer is None:
                    self.close_connection = True
                    return
                status, payload = answer
                text = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> "FakeDynamoDB":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
