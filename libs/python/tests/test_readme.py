"""The README's example, as it stands there."""

import re
import unittest
from pathlib import Path
from typing import Any
from unittest import mock

from tidings.testing import InMemoryDatabase, bus_event, queue_batch

README = Path(__file__).resolve().parents[1] / "README.md"


class Example(unittest.TestCase):
    def test_does_what_it_says_once(self) -> None:
        blocks = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf8"), re.DOTALL)
        database = InMemoryDatabase()
        environment = {"GIFTS_TABLE_NAME": "gifts", "SERVICE": "spec"}
        with mock.patch("tidings.DynamoDB", lambda: database), mock.patch.dict("os.environ", environment):
            module: dict[str, Any] = {}
            exec(compile(blocks[0], str(README), "exec"), module)
            message = bus_event(module["order_placed"].v1)
            with mock.patch("sys.stdout.write"):
                answer = module["handler"](queue_batch(message, message), None)
        self.assertEqual(answer, {"batchItemFailures": []})
        gifts = [item for item in database.items("gifts") if item["sk"] == "gifts"]
        self.assertEqual(gifts, [{"pk": "GB", "sk": "gifts", "gifts": 2}])


if __name__ == "__main__":
    unittest.main()
