"""DynamoDB over HTTP."""

import unittest
from collections.abc import Callable
from decimal import Decimal
from unittest import mock

from fake_dynamodb import FakeDynamoDB, Reply

from tidings.database import CancellationReason, ConditionFailedError, DynamoDBError, TransactionCancelledError
from tidings.dynamodb import DynamoDB
from tidings.errors import MissingSettingError

PREFIX = "com.amazonaws.dynamodb.v20120810#"
KEY = {"pk": "a", "sk": "b"}
ENVIRONMENT = {
    "AWS_REGION": "eu-west-1",
    "AWS_ACCESS_KEY_ID": "id",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_SESSION_TOKEN": "token",
}


def refusal(code: str, **more: object) -> Reply:
    return 400, {"__type": PREFIX + code, "message": "because", **more}


class DynamoDBTest(unittest.TestCase):
    def setUp(self) -> None:
        self.enterContext(mock.patch.dict("os.environ", ENVIRONMENT, clear=True))
        self.pauses: list[int] = []

    def start(self, reply: Callable[[int], Reply]) -> tuple[FakeDynamoDB, DynamoDB]:
        fake = self.enterContext(FakeDynamoDB(reply))
        return fake, self.client(endpoint=fake.endpoint)

    def client(self, endpoint: str | None = None) -> DynamoDB:
        database = DynamoDB(endpoint=endpoint, wait=self.pauses.append)
        self.addCleanup(database.close)
        return database


class Requests(DynamoDBTest):
    def test_are_written_as_dynamodb_reads_them_and_signed(self) -> None:
        fake, database = self.start(lambda _: (200, {"Item": {"n": {"N": "1.50"}, "s": {"SS": ["a"]}}}))
        item = database.get_item(TableName="t", Key=KEY, ConsistentRead=True)
        self.assertEqual(item, {"n": Decimal("1.5"), "s": {"a"}})
        seen = fake.seen[0]
        key = {"pk": {"S": "a"}, "sk": {"S": "b"}}
        self.assertEqual(seen.operation, "GetItem")
        self.assertEqual(seen.body, {"TableName": "t", "Key": key, "ConsistentRead": True})
        self.assertEqual(seen.headers["Content-Type"], "application/x-amz-json-1.0")
        self.assertEqual(seen.headers["X-Amz-Security-Token"], "token")
        signed = "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, "
        scope = "Credential=id/[0-9]{8}/eu-west-1/dynamodb/aws4_request, "
        self.assertRegex(seen.headers["Authorization"], scope + signed)

    def test_go_where_the_environment_says(self) -> None:
        fake = self.enterContext(FakeDynamoDB(lambda _: (200, {})))
        with mock.patch.dict("os.environ", {"AWS_ENDPOINT_URL": fake.endpoint}):
            self.assertIsNone(self.client().get_item(TableName="t", Key=KEY))
        other = {"AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_ENDPOINT_URL_DYNAMODB": fake.endpoint}
        with mock.patch.dict("os.environ", other):
            self.assertIsNone(self.client().get_item(TableName="t", Key=KEY))
        self.assertEqual(len(fake.seen), 2)

    def test_need_a_region_and_credentials(self) -> None:
        _, database = self.start(lambda _: (200, {}))
        with mock.patch.dict("os.environ", clear=True):
            with self.assertRaisesRegex(MissingSettingError, "AWS_ACCESS_KEY_ID"):
                database.get_item(TableName="t", Key=KEY)
            with self.assertRaisesRegex(MissingSettingError, "AWS_DEFAULT_REGION"):
                DynamoDB()

    def test_share_one_connection(self) -> None:
        fake, database = self.start(lambda _: (200, {}))
        for _ in range(3):
            database.put_item(TableName="t", Item=KEY)
        self.assertEqual(len({seen.port for seen in fake.seen}), 1)

    def test_read_all_pages(self) -> None:
        pages = [{"Items": [{"n": {"N": "1"}}], "LastEvaluatedKey": {"pk": {"S": "a"}}}, {"Items": [{"n": {"N": "2"}}]}]
        fake, database = self.start(lambda number: (200, pages[number - 1]))
        values = {":pk": "a"}
        items = database.query(TableName="t", KeyConditionExpression="pk = :pk", ExpressionAttributeValues=values)
        self.assertEqual(items, [{"n": 1}, {"n": 2}])
        self.assertEqual(fake.seen[1].body["ExclusiveStartKey"], {"pk": {"S": "a"}})

    def test_answer_what_an_update_is_asked_for(self) -> None:
        fake, database = self.start(lambda _: (200, {"Attributes": {"n": {"N": "3"}}}))
        answer = database.update_item(
            TableName="t",
            Key=KEY,
            UpdateExpression="ADD n :n",
            ExpressionAttributeValues={":n": 1},
            ReturnValues="ALL_NEW",
        )
        self.assertEqual((answer, fake.seen[0].body["ExpressionAttributeValues"]), ({"n": 3}, {":n": {"N": "1"}}))


class Transactions(DynamoDBTest):
    def test_carry_one_token_through_all_tries(self) -> None:
        fake, database = self.start(lambda number: (500, {}) if number == 1 else (200, {}))
        database.transact_write([{"Put": {"TableName": "t", "Item": {"pk": "a", "n": 1}}}])
        database.transact_write([{"Delete": {"TableName": "t", "Key": KEY}}])
        tokens = [seen.body["ClientRequestToken"] for seen in fake.seen]
        self.assertEqual(tokens[0], tokens[1])
        self.assertNotEqual(tokens[1], tokens[2])
        item = {"pk": {"S": "a"}, "n": {"N": "1"}}
        self.assertEqual(fake.seen[0].body["TransactItems"], [{"Put": {"TableName": "t", "Item": item}}])

    def test_tell_why_they_were_cancelled(self) -> None:
        reasons = [{"Code": "None"}, {"Code": "ConditionalCheckFailed", "Item": {"n": {"N": "1"}}}]
        fake, database = self.start(lambda _: refusal("TransactionCanceledException", CancellationReasons=reasons))
        with self.assertRaises(TransactionCancelledError) as caught:
            database.transact_write([])
        expected = [CancellationReason("None"), CancellationReason("ConditionalCheckFailed", {"n": 1})]
        self.assertEqual((caught.exception.reasons, len(fake.seen)), (expected, 1))


class Trouble(DynamoDBTest):
    def assert_survived(self, trouble: Reply) -> None:
        with self.subTest(trouble):
            fake, database = self.start(lambda number: trouble if number <= 2 else (200, {"Item": {"n": {"N": "1"}}}))
            self.assertEqual(database.get_item(TableName="t", Key=KEY), {"n": 1})
            self.assertEqual(len(fake.seen), 3)

    def test_that_passes_is_waited_out(self) -> None:
        for trouble in (
            (500, {"__type": PREFIX + "InternalServerError"}),
            (503, b"<html>"),
            (200, b"{"),
            refusal("ProvisionedThroughputExceededException"),
            refusal("ThrottlingException"),
            refusal("TransactionInProgressException"),
            None,
        ):
            self.assert_survived(trouble)
        self.assertEqual(set(self.pauses), {100, 200})

    def test_that_stays_is_told_after_six_tries(self) -> None:
        fake, database = self.start(lambda _: refusal("ThrottlingException"))
        with self.assertRaisesRegex(DynamoDBError, "DynamoDB GetItem: ThrottlingException: because"):
            database.get_item(TableName="t", Key=KEY)
        self.assertEqual((len(fake.seen), self.pauses), (6, [100, 200, 400, 800, 1600]))

    def test_that_is_ours_is_told_at_once(self) -> None:
        codes = ["ValidationException", "ConditionalCheckFailedException"]
        fake, database = self.start(lambda number: refusal(codes[number - 1]))
        with self.assertRaises(DynamoDBError) as caught:
            database.put_item(TableName="t", Item=KEY)
        self.assertEqual(caught.exception.code, "ValidationException")
        with self.assertRaises(ConditionFailedError):
            database.put_item(TableName="t", Item=KEY)
        self.assertEqual((len(fake.seen), self.pauses), (2, []))

    def test_without_any_answer_is_told(self) -> None:
        database = DynamoDB(endpoint="http://127.0.0.1:1", wait=self.pauses.append)
        with self.assertRaisesRegex(DynamoDBError, "NoAnswer: 127.0.0.1:1"):
            database.get_item(TableName="t", Key=KEY)

    def test_meets_endpoints_that_are_none(self) -> None:
        for endpoint in ("localhost:4566", "ftp://a", "http://"):
            with self.subTest(endpoint), self.assertRaisesRegex(ValueError, "is no URL of an endpoint"):
                DynamoDB(endpoint=endpoint)


if __name__ == "__main__":
    unittest.main()
