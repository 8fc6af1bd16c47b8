"""Documents that anyone may have written."""

import json
import time
import unittest

from tidings.document import MAX_CHARACTERS, MAX_DEPTH, MAX_KEYS, parse_document
from tidings.errors import HostileDocumentError

SECONDS_FOR_ANY_TEXT = 2.0
"""Far more than any text takes: it tells linear time from worse."""


class Reading(unittest.TestCase):
    def test_gives_what_json_says(self) -> None:
        text = '{"a": [1, -2.5, "\\u00e9\\ud83d\\ude00", true, null], "b": {}}'
        self.assertEqual(parse_document(text), {"a": [1, -2.5, "é😀", True, None], "b": {}})

    def test_gives_the_numbers_that_a_javascript_reader_sees(self) -> None:
        document = parse_document("[1.0, 1e2, -0.0, 9007199254740993, 1e400, 0.5]")
        self.assertEqual(repr(document), "[1, 100, 0, 9007199254740992.0, inf, 0.5]")

    def test_takes_as_many_levels_keys_and_characters_as_it_says(self) -> None:
        parse_document("[" * MAX_DEPTH + "]" * MAX_DEPTH)
        parse_document(json.dumps({str(index): index for index in range(MAX_KEYS)}))
        parse_document('"' + "a" * (MAX_CHARACTERS - 2) + '"')
        parse_document('"' + "😀" * (MAX_CHARACTERS // 2 - 1) + '"')

    def test_counts_keys_of_each_object_by_itself(self) -> None:
        self.assertEqual(parse_document('[{"a": {"a": 1}}, {"a": 2}]'), [{"a": {"a": 1}}, {"a": 2}])


class Refusal(unittest.TestCase):
    def assert_refused(self, text: str, problem: str) -> None:
        start = time.monotonic()
        with self.assertRaises(HostileDocumentError) as caught:
            parse_document(text)
        self.assertIn(problem, caught.exception.problem)
        self.assertLess(time.monotonic() - start, SECONDS_FOR_ANY_TEXT)

    def test_meets_what_is_too_large(self) -> None:
        self.assert_refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "nested deeper than 32")
        self.assert_refused("[" * 20_000, "nested deeper than 32")
        self.assert_refused('{"a":' * 20_000, "nested deeper than 32")
        self.assert_refused('"' + "a" * 1_000_000 + '"', "longer than 262144 characters")
        self.assert_refused('"' + "😀" * (MAX_CHARACTERS // 2) + '"', "longer than 262144 characters")
        many = json.dumps({str(index): index for index in range(MAX_KEYS + 1)})
        self.assert_refused(many, "more than 1000 keys in one object")

    def test_meets_keys_that_stand_for_two_things(self) -> None:
        self.assert_refused('{"a": 1, "b": {"c": 1}, "a": 2}', "a key twice")
        self.assert_refused('{"a": 1, "\\u0061": 2}', "a key twice")
        self.assert_refused('{"__proto__": {}}', "names the prototype")
        self.assert_refused('{"\\u005f_proto__": {}}', "names the prototype")

    def test_meets_lone_surrogates(self) -> None:
        self.assert_refused('"\\ud800"', "a lone surrogate")
        self.assert_refused('{"\\udc00": 1}', "a lone surrogate")
        self.assert_refused('"\ud800"', "a lone surrogate")

    def test_meets_what_is_no_json(self) -> None:
        for text in ("", "nul", "[1,]", "{'a': 1}", '"\t"', "01", "+1", ".5", "1.", "\ufeff1", "[1 2]", "]", '{"a"}'):
            with self.subTest(text):
                self.assert_refused(text, "not JSON")
        for text in ("NaN", "-Infinity", '{"a": Infinity}', '"open', '"\\x"', '"\\', "\u00a01", "٣"):
            with self.subTest(text):
                self.assert_refused(text, "not JSON")

    def test_takes_linear_time_whatever_the_text(self) -> None:
        size = MAX_CHARACTERS // 8
        texts = ['"\\' * size, "\\" * size * 4, '""' * size, "9" * size * 7 + "x", "[]," * size]
        for text in (*texts, '{"":"\\n"},' * (size // 2)):
            self.assert_refused(text, "")

    def test_takes_linear_time_for_long_numbers(self) -> None:
        start = time.monotonic()
        self.assertEqual(parse_document("9" * (MAX_CHARACTERS - 1)), float("inf"))
        self.assertEqual(parse_document("0." + "9" * (MAX_CHARACTERS - 2)), 1)
        self.assertLess(time.monotonic() - start, SECONDS_FOR_ANY_TEXT)

    def test_says_where_in_utf_16(self) -> None:
        with self.assertRaises(HostileDocumentError) as caught:
            parse_document('["😀", {"__proto__": 1}]')
        self.assertEqual(caught.exception.position, 8)


if __name__ == "__main__":
    unittest.main()
