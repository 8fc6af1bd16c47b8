"""JSON Schema's formats, each in time linear in the text, with the verdicts of the TypeScript readers."""

import re
from collections.abc import Callable, Mapping

_DAYS_IN_MONTH = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
# What JavaScript calls white space may stand where RFC 3339 has a T.
_SEPARATOR = "[Tt\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
_TIME = re.compile(
    _SEPARATOR + r"([0-9]{2}):([0-9]{2}):([0-9]{2}(?:\.[0-9]++)?)(?:[Zz]|([+-])([0-9]{2})(?::?([0-9]{2}))?)\Z"
)
_UUID = re.compile(
    r"(?:urn:uuid:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z", re.ASCII | re.IGNORECASE
)
_ATOM = r"[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]++"
_LABEL = r"[0-9A-Za-z]++(?:-++[0-9A-Za-z]++)*+"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*+@{_LABEL}(?:\.{_LABEL})++\Z")


def is_date(text: str) -> bool:
    """Whether the text is a calendar date, as RFC 3339 section 5.6 writes it."""
    return len(text) == 10 and _begins_with_date(text)


def is_date_time(text: str) -> bool:
    """Whether the text is a date and a time with an offset, as RFC 3339 section 5.6 writes them; leap seconds count.

    Also taken, as the other readers do: white space between date and time, and an offset of hours only or without
    its colon.
    """
    match = _TIME.match(text, 10)
    return match is not None and _begins_with_date(text) and _is_clock_time(match)


def is_email(text: str) -> bool:
    """Whether the text is a dot-atom, `@`, and a host name of two labels or more."""
    return _EMAIL.match(text) is not None


def is_uuid(text: str) -> bool:
    """Whether the text is a UUID as RFC 9562 writes it, of any version, with or without the URN's prefix."""
    return _UUID.match(text) is not None


FORMATS: Mapping[str, Callable[[str], bool]] = {
    "date": is_date,
    "date-time": is_date_time,
    "email": is_email,
    "uuid": is_uuid,
}


def _begins_with_date(text: str) -> bool:
    match = _DATE.match(text)
    if match is None:
        return False
    year, month, day = (int(part) for part in match.groups())
    return 1 <= day <= _days_in(month, year)


def _days_in(month: int, year: int) -> int:
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if month == _FEBRUARY and is_leap:
        return 29
    return _DAYS_IN_MONTH[month] if month < len(_DAYS_IN_MONTH) else 0


def _is_clock_time(match: re.Match[str]) -> bool:
    hour, minute = int(match[1]), int(match[2])
    # A long fraction can round up to the next second, which only matters at the end of a minute.
    second = float(match[3])
    sign = -1 if match[4] == "-" else 1
    offset_hours, offset_minutes = int(match[5] or 0), int(match[6] or 0)
    if offset_hours > 23 or offset_minutes > 59:
        return False
    if hour <= 23 and minute <= 59 and second < 60:
        return True
    utc_minute = minute - offset_minutes * sign
    utc_hour = hour - offset_hours * sign - (1 if utc_minute < 0 else 0)
    return second < 61 and utc_hour in (23, -1) and utc_minute in (59, -1)
