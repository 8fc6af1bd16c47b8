"""What a function's stack has set."""

import os

from tidings.errors import MissingSettingError


def setting(name: str) -> str:
    """Looks up a setting when it is asked for. Raises `MissingSettingError` when it is absent or empty."""
    value = os.environ.get(name, "")
    if value:
        return value
    raise MissingSettingError(name)
