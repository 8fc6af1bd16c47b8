"""W3C trace context."""

import re
import secrets

# Neither id may be all zero, and no version is ff. A later version may have more behind the flags, and is read as if it
# were this one. Source: w3.org/TR/trace-context/#versioning-of-traceparent
_TRACEPARENT = re.compile(
    r"(?!ff)(?:00(?=.{53}\Z)|(?!00)[0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?\Z"
)
_SAMPLED_BIT = 0x01


def child_traceparent(parent: str) -> str:
    """A new span of the same trace, or a new trace when the parent is none that W3C allows. Other flags are cleared."""
    match = _TRACEPARENT.match(parent)
    if match is None:
        return f"00-{_hex(16)}-{_hex(8)}-01"
    return f"00-{match[1]}-{_hex(8)}-{int(match[2], 16) & _SAMPLED_BIT:02x}"


def _hex(size: int) -> str:
    """Random hexadecimal digits of so many bytes, never all zero (W3C refuses that)."""
    digits = secrets.token_hex(size)
    return digits if digits.strip("0") else _hex(size)
