"""A contract whose version 2 has a field that an upcast fills, and whose version 3 breaks it."""

from typing import Any

from tidings.contract import Contract, ContractVersion, Definition


class ParcelWeighed(Contract):
    v1: ContractVersion[Any]
    v2: ContractVersion[Any]
    v3: ContractVersion[Any]


def _object(**properties: object) -> dict[str, object]:
    return {"type": "object", "required": list(properties), "properties": properties}


WEIGHT = {"type": "integer", "minimum": 1}
STOPS = {"type": "array", "items": _object(depot={"type": "string", "minLength": 1})}
SCALE = {"type": "string"}


def _with_scale(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "scale": "unknown"}


parcel_weighed = ParcelWeighed(
    source="depots",
    type="ParcelWeighed",
    definitions=(
        Definition(
            version=1,
            readable_from=1,
            schema=_object(weight=WEIGHT, stops=STOPS),
            examples=[{"weight": 300, "stops": [{"depot": "north"}]}],
            upcast=_with_scale,
        ),
        Definition(
            version=2,
            readable_from=1,
            schema=_object(weight=WEIGHT, stops=STOPS, scale=SCALE),
            examples=[{"weight": 300, "stops": [{"depot": "north"}], "scale": "A"}],
            upcast_is_missing=True,
        ),
        Definition(
            version=3,
            readable_from=3,
            unreadable={1: ["stops", "weight"], 2: ["stops", "weight"]},
            schema=_object(weightGrams=WEIGHT, scale=SCALE),
            examples=[{"weightGrams": 300, "scale": "A"}],
        ),
    ),
)
