"""Structured logs."""

import json
import unittest
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from tidings.errors import UnknownFieldError
from tidings.logger import Logger

HEAD = {"timestamp": "2026-03-01T12:00:00.000Z", "service": "orders"}


class Logging(unittest.TestCase):
    def setUp(self) -> None:
        self.lines: list[str] = []
        now = datetime(2026, 3, 1, 12, tzinfo=UTC)
        self.logger = Logger("orders", write=self.lines.append, now=lambda: now)

    def objects(self) -> list[Any]:
        self.assertTrue(all(line.endswith("\n") and "\n" not in line[:-1] for line in self.lines))
        return [json.loads(line) for line in self.lines]

    def test_writes_one_object_a_line(self) -> None:
        self.logger.info("Order placed\nwith a second line", orderId="o-1")
        self.logger.warn("Slow")
        placed = {"level": "INFO", "message": "Order placed\nwith a second line", **HEAD, "orderId": "o-1"}
        self.assertEqual(self.objects(), [placed, {"level": "WARN", "message": "Slow", **HEAD}])

    def test_puts_kept_fields_into_every_line_and_leaves_out_what_is_none(self) -> None:
        kept = self.logger.bind(correlationId="c-1", replay=None)
        kept.bind(eventId="e-1").debug("one")
        kept.info("other")
        one = {"level": "DEBUG", "message": "one", **HEAD, "correlationId": "c-1", "eventId": "e-1"}
        self.assertEqual(self.objects(), [one, {"level": "INFO", "message": "other", **HEAD, "correlationId": "c-1"}])

    def test_writes_an_error_with_its_attributes_and_causes(self) -> None:
        try:
            raise UnknownFieldError("OrderPlaced", 1, "colour") from ValueError("deeper")
        except UnknownFieldError as error:
            self.logger.error("Failed", error=error)
        written = self.objects()[0]["error"]
        self.assertEqual((written["name"], written["field"]), ("UnknownFieldError", "colour"))
        self.assertIn("Traceback", written["stack"])
        self.assertEqual((written["cause"]["name"], written["cause"]["message"]), ("ValueError", "deeper"))

    def test_writes_the_line_even_when_a_field_cannot_be_written(self) -> None:
        circle: list[Any] = []
        circle.append(circle)
        self.logger.info("Round", circle=circle)
        self.logger.info("Odd", amount=Decimal("1.5"))
        self.assertIn("Circular", self.objects()[0]["unwritable"])
        self.assertEqual(self.objects()[1]["amount"], "1.5")


if __name__ == "__main__":
    unittest.main()
