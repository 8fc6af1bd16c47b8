"""The contracts of this workspace, found where the generator writes them.

Tests and tools see this package. A bundle has one of its own, which holds what its handler imports and nothing else.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

_CONTRACTS = Path(__file__).resolve().parents[2] / "events" / "contracts"


class _ContractFinder(MetaPathFinder):
    """`tidings_contracts.<owner>` is a folder of owners, `.<owner>.<event>` the generated module of a contract."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        package, *names = fullname.split(".")
        if package != __name__ or not 1 <= len(names) <= 2:
            return None
        folder = _CONTRACTS.joinpath(*(name.replace("_", "-") for name in names))
        return _owner_spec(fullname, folder) if len(names) == 1 else _contract_spec(fullname, folder)


def _owner_spec(fullname: str, folder: Path) -> ModuleSpec | None:
    if not folder.is_dir():
        return None
    spec = ModuleSpec(fullname, None, is_package=True)
    spec.submodule_search_locations = []
    return spec


def _contract_spec(fullname: str, folder: Path) -> ModuleSpec | None:
    """The folder itself is where the module's `upcast_v<N>` are found."""
    module = folder / "generated" / "contract.py"
    if not module.is_file():
        return None
    return spec_from_file_location(fullname, module, submodule_search_locations=[str(folder)])


sys.meta_path.append(_ContractFinder())
