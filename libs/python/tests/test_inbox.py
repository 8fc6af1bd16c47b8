"""Events applied once in effect."""

import unittest
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from tidings import Inbox
from tidings.database import Action, CancellationReason, TransactionCancelledError
from tidings.errors import InboxActionRefusedError, InboxContentionError, InboxPlanChangedError
from tidings.testing import InMemoryDatabase

TABLE = "sales"
LONGEST = 1_110
"""Lines of the longest real order."""
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
CONFLICT = TransactionCancelledError([CancellationReason("None"), CancellationReason("TransactionConflict")])


class CrashError(Exception):
    pass


class Intercepted(InMemoryDatabase):
    """A database whose n-th transaction (from 1) can raise something."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[int] = []
        self.intercept: Callable[[int], Exception | None] = lambda transaction: None

    def transact_write(self, actions: Sequence[Action]) -> None:
        self.sizes.append(len(actions))
        error = self.intercept(len(self.sizes))
        if error is not None:
            raise error
        super().transact_write(actions)


def addition(key: str, by: int = 1) -> Action:
    return {
        "Update": {
            "TableName": TABLE,
            "Key": {"pk": key, "sk": "sum"},
            "UpdateExpression": "ADD amount :by",
            "ExpressionAttributeValues": {":by": by},
        }
    }


class InboxTest(unittest.TestCase):
    def setUp(self) -> None:
        self.database = Intercepted()
        self.event_id = f"order-{uuid.uuid4()}/1"

    def inbox(self, *, consumer: str = "sales", days: float = 0, wait: Callable[[int], Any] = lambda _: None) -> Inbox:
        now = START + timedelta(days=days)
        return Inbox(self.database, table_name=TABLE, consumer=consumer, now=lambda: now, wait=wait)

    def additions(self, count: int) -> list[Action]:
        return [addition(f"{self.event_id}#{index}") for index in range(count)]

    def amount(self, key: str) -> object:
        item = self.database.get_item(TableName=TABLE, Key={"pk": key, "sk": "sum"})
        return None if item is None else item["amount"]

    def assert_all_ones(self, count: int) -> None:
        self.assertEqual([self.amount(f"{self.event_id}#{index}") for index in range(count)], [1] * count)


class Applying(InboxTest):
    def test_happens_once_however_often_an_event_is_delivered(self) -> None:
        self.assertEqual(self.inbox().apply(self.event_id, self.additions(3)), "applied")
        self.assertEqual(self.inbox().apply(self.event_id, self.additions(3)), "already-applied")
        self.assert_all_ones(3)

    def test_remembers_an_event_that_changes_nothing(self) -> None:
        self.assertEqual(self.inbox().apply(self.event_id, []), "applied")
        self.assertEqual(self.inbox().apply(self.event_id, []), "already-applied")

    def test_leaves_the_marks_that_typescript_leaves(self) -> None:
        self.inbox().apply(self.event_id, self.additions(1))
        mark = self.database.get_item(TableName=TABLE, Key={"pk": f"inbox#sales#{self.event_id}", "sk": "0"})
        expected = {"kind": "mark", "totalActions": 1, "expiresAt": 1_772_366_400 + 120 * 86_400}
        self.assertEqual(mark, {"pk": f"inbox#sales#{self.event_id}", "sk": "0", **expected})

    def test_splits_the_longest_order_into_transactions_of_90_actions_and_a_mark(self) -> None:
        self.assertEqual(self.inbox().apply(self.event_id, self.additions(LONGEST)), "applied")
        self.assertEqual(self.database.sizes, [91] * 12 + [31])
        self.assert_all_ones(LONGEST)

    def test_completes_an_event_that_crashed_between_chunks_without_doubling_any(self) -> None:
        self.database.intercept = lambda transaction: CrashError() if transaction == 6 else None
        with self.assertRaises(CrashError):
            self.inbox().apply(self.event_id, self.additions(LONGEST))
        self.assertEqual(self.inbox().apply(self.event_id, self.additions(LONGEST)), "applied")
        self.assert_all_ones(LONGEST)

    def test_keeps_the_marks_of_consumers_apart(self) -> None:
        self.assertEqual(self.inbox(consumer="sales").apply(self.event_id, []), "applied")
        self.assertEqual(self.inbox(consumer="stock").apply(self.event_id, []), "applied")


class InTrouble(InboxTest):
    def test_tries_a_transaction_again_that_met_another_writer(self) -> None:
        pauses: list[int] = []
        self.database.intercept = lambda transaction: CONFLICT if transaction <= 3 else None
        self.assertEqual(self.inbox(wait=pauses.append).apply(self.event_id, self.additions(1)), "applied")
        self.assertEqual((len(self.database.sizes), pauses), (4, [40, 80, 160]))
        self.assert_all_ones(1)

    def test_gives_up_on_a_row_that_is_always_being_written(self) -> None:
        self.database.intercept = lambda transaction: CONFLICT
        with self.assertRaisesRegex(InboxContentionError, "met other writers 10 times"):
            self.inbox().apply(self.event_id, self.additions(1))

    def test_counts_an_expired_mark_as_absent_and_another_as_there(self) -> None:
        self.inbox().apply(self.event_id, self.additions(1))
        self.assertEqual(self.inbox(days=119).apply(self.event_id, self.additions(1)), "already-applied")
        self.assertEqual(self.inbox(days=120).apply(self.event_id, self.additions(1)), "applied")
        self.assertEqual(self.amount(f"{self.event_id}#0"), 2)

    def test_names_the_action_whose_own_condition_does_not_hold(self) -> None:
        guarded: Action = {
            "Put": {
                "TableName": TABLE,
                "Item": {"pk": "a", "sk": "b"},
                "ConditionExpression": "attribute_exists(pk)",
            }
        }
        with self.assertRaises(InboxActionRefusedError) as caught:
            self.inbox().apply(self.event_id, [*self.additions(100), guarded])
        self.assertEqual((caught.exception.action, caught.exception.code), (100, "ConditionalCheckFailed"))
        self.assertEqual(self.amount(f"{self.event_id}#89"), 1)
        self.assertIsNone(self.amount(f"{self.event_id}#90"))

    def test_does_not_go_on_with_an_event_whose_actions_have_changed(self) -> None:
        self.inbox().apply(self.event_id, self.additions(2))
        with self.assertRaisesRegex(InboxPlanChangedError, "begun with 2 actions and now has 3"):
            self.inbox().apply(self.event_id, self.additions(3))


if __name__ == "__main__":
    unittest.main()
