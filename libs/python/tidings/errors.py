"""What goes wrong with events, their documents and their effects. None is helped by trying again unless it says so."""

from collections.abc import Sequence
from typing import NamedTuple

_MAX_TYPE_CHARACTERS = 128


class Problem(NamedTuple):
    """What is wrong with a value, and where: `path` is a JSON Pointer, `""` for the value itself."""

    path: str
    problem: str


class TidingsError(Exception):
    """Any error of this library. Its public attributes are written to the log beside its message."""


class HostileDocumentError(TidingsError):
    """A text is not a JSON document that is safe to read; nothing was built from it.

    `position` is an index into the text, in UTF-16 code units.
    """

    def __init__(self, problem: str, position: int) -> None:
        super().__init__(f"Document refused at character {position}: {problem}")
        self.problem = problem
        self.position = position


class ContractViolationError(TidingsError):
    """An event does not keep its contract. `path` is a JSON Pointer from the event's `detail` to what is wrong."""

    def __init__(self, event_type: str, problem: Problem) -> None:
        name = event_type or "Event"
        super().__init__(f"{name} breaks its contract at {problem.path or 'its root'}: {problem.problem}")
        self.type = event_type
        self.path = problem.path
        self.problem = problem.problem


class UnknownEventError(TidingsError):
    """Nobody here reads events of this type, or this reader cannot read this version of it."""

    def __init__(self, event_type: str, version: int, known: Sequence[str]) -> None:
        shown = event_type[:_MAX_TYPE_CHARACTERS]
        super().__init__(f"Nothing here reads {shown} version {version}; known: {', '.join(known)}")
        self.type = event_type
        self.version = version
        self.known = list(known)


class UnknownFieldError(TidingsError):
    """A reading names a field that its version of the event does not have."""

    def __init__(self, event_type: str, version: int, field: str) -> None:
        super().__init__(f"{event_type} version {version} has no field data.{field}: declare a field of its schema")
        self.type = event_type
        self.version = version
        self.field = field


class MissingUpcastError(TidingsError):
    """An old version of an event arrived that only TypeScript readers can bring up to date so far."""

    def __init__(self, event_type: str, version: int) -> None:
        super().__init__(
            f"{event_type} version {version} cannot be brought to version {version + 1} in Python:"
            f" write upcast_v{version}.py beside upcast-v{version}.ts"
        )
        self.type = event_type
        self.version = version


class TooManyHopsError(TidingsError):
    """An event is further from the request it began with than any flow of ours: it goes round in a loop."""

    def __init__(self, event_id: str, hops: int, max_hops: int) -> None:
        super().__init__(f"Event {event_id} has made {hops} hops, {max_hops} are allowed: look for the loop it is in")
        self.eventId = event_id
        self.hops = hops


class MissingSettingError(TidingsError):
    """A function was deployed without a setting that it needs: its service's stack sets it."""

    def __init__(self, setting: str) -> None:
        super().__init__(f"The environment variable {setting} is not set: the function's stack sets it")
        self.setting = setting


class InboxContentionError(TidingsError):
    """A transaction of the inbox met other writers every time it was tried. The message may be delivered again."""

    def __init__(self, event_id: str, chunk: int, attempts: int) -> None:
        super().__init__(f"Chunk {chunk} of event {event_id} met other writers {attempts} times")
        self.eventId = event_id
        self.chunk = chunk


class InboxActionRefusedError(TidingsError):
    """An action's own condition does not hold; nothing of its chunk was written. `action` counts from 0."""

    def __init__(self, event_id: str, action: int, code: str) -> None:
        super().__init__(f"Action {action} of event {event_id} was refused: {code}")
        self.eventId = event_id
        self.action = action
        self.code = code


class InboxPlanChangedError(TidingsError):
    """An event was begun with other chunks than it is continued with: code that makes its actions changed in between.

    Going on could apply an action twice or not at all, so a person has to look.
    """

    def __init__(self, event_id: str, begun: int, now: int) -> None:
        super().__init__(f"Event {event_id} was begun with {begun} actions and now has {now}: finish it by hand")
        self.eventId = event_id
