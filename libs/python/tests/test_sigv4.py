"""Signatures, against AWS's published test suite.

Source: docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-test-suite.html (get-vanilla, post-vanilla,
post-sts-header-before)
"""

import unittest
from datetime import UTC, datetime

from tidings.sigv4 import Credentials, Request, Scope, signed_headers

KEYS = Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
SCOPE = Scope("us-east-1", "service", datetime(2015, 8, 30, 12, 36, tzinfo=UTC))
TOKEN = (
    "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRq"
    "TflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75Y"
    "U9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9K"
    "SYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA=="
)


def authorization(method: str, credentials: Credentials = KEYS, **headers: str) -> str:
    request = Request(method, {"Host": "example.amazonaws.com", **headers}, b"")
    return signed_headers(request, credentials, SCOPE)["Authorization"]


class Signatures(unittest.TestCase):
    def test_are_those_of_the_published_vectors(self) -> None:
        prefix = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
        vectors = {
            "GET": "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
            "POST": "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        }
        for method, signature in vectors.items():
            with self.subTest(method):
                expected = f"{prefix}SignedHeaders=host;x-amz-date, Signature={signature}"
                self.assertEqual(authorization(method), expected)

    def test_count_the_session_token(self) -> None:
        signed = authorization("POST", Credentials(KEYS.access_key_id, KEYS.secret_access_key, TOKEN))
        self.assertIn("SignedHeaders=host;x-amz-date;x-amz-security-token, ", signed)
        self.assertTrue(signed.endswith("85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead"))

    def test_change_with_the_body_and_every_header(self) -> None:
        plain = signed_headers(Request("POST", {"Host": "a"}, b"{}"), KEYS, SCOPE)
        other = signed_headers(Request("POST", {"Host": "a"}, b"{ }"), KEYS, SCOPE)
        self.assertNotEqual(plain["Authorization"], other["Authorization"])
        self.assertNotEqual(authorization("POST"), authorization("POST", Target="A"))

    def test_do_not_count_spaces_around_and_between_words(self) -> None:
        self.assertEqual(authorization("POST", Target="  a   b "), authorization("POST", Target="a b"))

    def test_are_made_without_showing_secrets(self) -> None:
        self.assertNotIn("wJalrXUtnFEMI", repr(KEYS))


if __name__ == "__main__":
    unittest.main()
