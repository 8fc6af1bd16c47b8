"""Structured logs: one JSON object a line, in the words of the TypeScript services' lines."""

import json
import sys
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

Fields = Mapping[str, object]


def _write_line(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()


def utc_now() -> datetime:
    """The clock of the outermost edge."""
    return datetime.now(UTC)


class Logger:
    """Writes lines with `level`, `message`, `timestamp`, `service` and the fields given. Writing never raises."""

    def __init__(
        self,
        service: str,
        *,
        write: Callable[[str], object] = _write_line,
        now: Callable[[], datetime] = utc_now,
        kept: Fields | None = None,
    ) -> None:
        self._service = service
        self._write = write
        self._now = now
        self._kept: Fields = kept or {}

    def bind(self, **fields: object) -> "Logger":
        """The same logger with fields that every line carries. A field that is `None` is left out."""
        kept = {**self._kept, **{name: value for name, value in fields.items() if value is not None}}
        return Logger(self._service, write=self._write, now=self._now, kept=kept)

    def debug(self, message: str, **fields: object) -> None:
        """Writes a line of level DEBUG."""
        self._log("DEBUG", message, fields)

    def info(self, message: str, **fields: object) -> None:
        """Writes a line of level INFO."""
        self._log("INFO", message, fields)

    def warn(self, message: str, **fields: object) -> None:
        """Writes a line of level WARN."""
        self._log("WARN", message, fields)

    def error(self, message: str, **fields: object) -> None:
        """Writes a line of level ERROR. Put an exception under `error`: name, message, stack and causes are written."""
        self._log("ERROR", message, fields)

    def _log(self, level: str, message: str, fields: Fields) -> None:
        timestamp = self._now().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        head = {"level": level, "message": message, "timestamp": timestamp, "service": self._service}
        self._write(_line_of(head, {**self._kept, **fields}) + "\n")


def _line_of(head: Fields, fields: Fields) -> str:
    """A field that JSON cannot carry must not cost the line, nor the work that it is about."""
    try:
        return _json({**head, **fields})
    except (TypeError, ValueError, RecursionError) as error:
        return _json({**head, "unwritable": str(error)})


def _json(value: object) -> str:
    return json.dumps(value, default=_plain_value, separators=(",", ":"))


def _plain_value(value: object) -> object:
    if isinstance(value, BaseException):
        return _plain_error(value)
    return str(value)


def _plain_error(error: BaseException) -> Fields:
    stack = "".join(traceback.format_exception(error, chain=False)).rstrip()
    plain = {**vars(error), "name": type(error).__name__, "message": str(error), "stack": stack}
    return plain if error.__cause__ is None else {**plain, "cause": error.__cause__}
