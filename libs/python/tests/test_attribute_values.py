"""Python values as DynamoDB writes them."""

import unittest
from decimal import Decimal

from tidings.attribute_values import marshall, marshall_item, unmarshall_item

ITEM = {
    "text": "é😀",
    "whole": 2**70,
    "fraction": Decimal("0.1"),
    "yes": True,
    "nothing": None,
    "bytes": b"\x00\xff",
    "list": [1, "a", [None]],
    "map": {"inner": {"empty": ""}},
    "texts": {"a", "b"},
    "numbers": {1, 2},
    "many bytes": {b"a"},
}


class AttributeValues(unittest.TestCase):
    def test_come_back_as_they_were(self) -> None:
        self.assertEqual(unmarshall_item(marshall_item(ITEM)), ITEM)

    def test_are_written_by_kind(self) -> None:
        kinds = {name: next(iter(value)) for name, value in marshall_item(ITEM).items()}
        self.assertEqual(list(kinds.values()), ["S", "N", "N", "BOOL", "NULL", "B", "L", "M", "SS", "NS", "BS"])
        self.assertEqual(marshall(0.1), {"N": "0.1"})
        self.assertEqual(marshall(2**70), {"N": "1180591620717411303424"})

    def test_are_refused_where_dynamodb_has_none(self) -> None:
        for value in (float("nan"), float("inf"), set(), {1, "a"}, {True}):
            with self.subTest(value), self.assertRaises(ValueError):
                marshall(value)
        with self.assertRaisesRegex(TypeError, "cannot store a object"):
            marshall(object())


if __name__ == "__main__":
    unittest.main()
