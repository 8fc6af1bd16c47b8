"""The database that tests of consumers use: it must not allow what DynamoDB refuses."""

import unittest
from typing import Any

from tidings.database import Action, ConditionFailedError, TransactionCancelledError
from tidings.testing import InMemoryDatabase
from tidings.testing.expressions import ExpressionError

KEY = {"pk": "a", "sk": "b"}


def update(expression: str, key: dict[str, str] = KEY, **values: Any) -> dict[str, Any]:
    request: dict[str, Any] = {"TableName": "t", "Key": key, "UpdateExpression": expression}
    names = {"#name": "name"} if "#name" in expression else {}
    return request | {
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": {f":{name}": value for name, value in values.items()},
    }


class Database(unittest.TestCase):
    def setUp(self) -> None:
        self.database = InMemoryDatabase()

    def item(self) -> dict[str, Any] | None:
        return self.database.get_item(TableName="t", Key=KEY)

    def test_changes_attributes(self) -> None:
        self.database.update_item(**update("SET #name = :name ADD units :one, tags :tags", name="x", one=1, tags={"a"}))
        self.database.update_item(**update("ADD units :two, tags :tags", two=2, tags={"b"}))
        self.assertEqual(self.item(), {**KEY, "name": "x", "units": 3, "tags": {"a", "b"}})
        counted = "SET units = units - :one, seen = if_not_exists(seen, :zero) + :one REMOVE tags, #name"
        self.database.update_item(**update(counted, one=1, zero=0))
        self.assertEqual(self.item(), {**KEY, "units": 2, "seen": 1})
        self.database.delete_item(TableName="t", Key=KEY)
        self.assertIsNone(self.item())

    def test_holds_writes_to_their_conditions(self) -> None:
        fresh = {"TableName": "t", "Item": {**KEY, "n": 1}, "ConditionExpression": "attribute_not_exists(pk)"}
        self.database.put_item(**fresh)
        with self.assertRaises(ConditionFailedError):
            self.database.put_item(**fresh)
        self.assertEqual(self.item(), {**KEY, "n": 1})

    def test_understands_what_conditions_say(self) -> None:
        self.database.put_item(TableName="t", Item={**KEY, "n": 5, "s": "abc"})
        truths = {
            "n = :n AND NOT s = :other": True,
            "n <> :n OR s = :s": True,
            "n > :n": False,
            "n >= :n AND (n < :n OR s <> :s)": False,
            "n BETWEEN :low AND :n AND s = :s": True,
            "begins_with(s, :start)": True,
            "missing = :n OR missing <> :n": False,
            "s > :n": False,
            "attribute_exists(n) AND attribute_not_exists(missing)": True,
        }
        values = {":n": 5, ":s": "abc", ":other": "x", ":low": 1, ":start": "ab"}
        for condition, expected in truths.items():
            with self.subTest(condition):
                request = {"TableName": "t", "KeyConditionExpression": condition, "ExpressionAttributeValues": values}
                self.assertEqual(len(self.database.query(**request)), int(expected))

    def test_refuses_expressions_that_it_does_not_understand(self) -> None:
        for expression in ("size(n) > :n", "n IN (:n)", "n = ", "n", "n = :other", "n = :n n", "a.b = :n", "%"):
            with self.subTest(expression), self.assertRaises(ExpressionError):
                request = {"ConditionExpression": expression, "ExpressionAttributeValues": {":n": 1}}
                self.database.put_item(TableName="t", Item={**KEY, "n": 1}, **request)
        for expression in ("n = :n", "SET n", "SET n = missing", "DELETE n :n", "ADD n :text"):
            with self.subTest(expression), self.assertRaises(ExpressionError):
                self.database.update_item(**update(expression, n=1, text="a"))

    def test_writes_all_of_a_transaction_or_nothing(self) -> None:
        guarded: Action = {
            "Put": {
                "TableName": "t",
                "Item": {"pk": "c", "sk": "d"},
                "ConditionExpression": "attribute_exists(pk)",
                "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
            }
        }
        with self.assertRaises(TransactionCancelledError) as caught:
            self.database.transact_write([{"Update": update("ADD n :one", one=1)}, guarded])
        self.assertEqual([reason.code for reason in caught.exception.reasons], ["None", "ConditionalCheckFailed"])
        self.assertEqual(self.database.items("t"), [])

    def test_refuses_transactions_that_dynamodb_refuses(self) -> None:
        one: Action = {"Update": update("ADD n :one", one=1)}
        many: list[Action] = [
            {"Update": update("ADD n :one", {"pk": str(index), "sk": "b"}, one=1)} for index in range(101)
        ]
        for actions, problem in (([one, one], "one item twice"), (many, "1 to 100 actions"), ([], "1 to 100 actions")):
            with self.subTest(problem), self.assertRaisesRegex(ValueError, problem):
                self.database.transact_write(actions)
        with self.assertRaises(ExpressionError):
            self.database.transact_write([{"Get": {"TableName": "t", "Key": KEY}}])

    def test_hands_out_copies(self) -> None:
        item = {**KEY, "list": [1]}
        self.database.put_item(TableName="t", Item=item)
        item["list"].append(2)  # type: ignore[attr-defined]
        read = self.item()
        assert read is not None
        read["list"].append(3)
        self.assertEqual(self.item(), {**KEY, "list": [1]})


if __name__ == "__main__":
    unittest.main()
