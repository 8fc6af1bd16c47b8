"""Signs requests to AWS. Source: docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

_ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who signs. A role's credentials come with a session token."""

    access_key_id: str
    secret_access_key: str = field(repr=False)
    session_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where and when a signature counts."""

    region: str
    service: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Request:
    """A request to the root of an endpoint, without a query."""

    method: str
    headers: Mapping[str, str]
    """`Host` among them."""
    body: bytes


def signed_headers(request: Request, credentials: Credentials, scope: Scope) -> dict[str, str]:
    """The request's headers and those that sign it; all headers are signed."""
    time = scope.now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    headers = {**request.headers, "X-Amz-Date": time}
    if credentials.session_token is not None:
        headers["X-Amz-Security-Token"] = credentials.session_token
    canonical = {name.lower(): " ".join(value.split()) for name, value in headers.items()}
    names = ";".join(sorted(canonical))
    credential_scope = f"{time[:8]}/{scope.region}/{scope.service}/aws4_request"
    canonical_request = _canonical_request(request, canonical, names)
    text = "\n".join((_ALGORITHM, time, credential_scope, _sha256(canonical_request.encode())))
    key = _signing_key(credentials.secret_access_key, credential_scope)
    signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    headers["Authorization"] = (
        f"{_ALGORITHM} Credential={credentials.access_key_id}/{credential_scope},"
        f" SignedHeaders={names}, Signature={signature}"
    )
    return headers


def _canonical_request(request: Request, headers: Mapping[str, str], names: str) -> str:
    lines = [f"{name}:{headers[name]}" for name in sorted(headers)]
    return "\n".join((request.method, "/", "", *lines, "", names, _sha256(request.body)))


def _signing_key(secret: str, credential_scope: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in credential_scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
