"""Holds the check of callbacks that /docs/tickets shows against the example of the Standard Webhooks specification."""
import pathlib
import time
import unittest

SNIPPET = pathlib.Path(__file__).parents[2] / "api-service/src/main/resources/contract/verify.py"

published = {}
exec(compile(SNIPPET.read_text(), str(SNIPPET), "exec"), published)
is_genuine = published["is_genuine"]

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
SENT_AT = 1614265330


class PublishedCheck(unittest.TestCase):
    def setUp(self):
        self.clock = time.time
        time.time = lambda: SENT_AT + 60.0

    def tearDown(self):
        time.time = self.clock

    def genuine(self, body=BODY, secret=SECRET, **changed):
        headers = {"id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "timestamp": str(SENT_AT), "signature": SIGNATURE, **changed}
        return is_genuine({f"webhook-{name}": value for name, value in headers.items()}, body, secret)

    def test_a_genuine_message_passes(self):
        self.assertTrue(self.genuine())

    def test_one_of_two_signatures_is_enough(self):
        self.assertTrue(self.genuine(signature=f"v1,AAAA {SIGNATURE}"))

    def test_whatever_is_changed_is_noticed(self):
        self.assertFalse(self.genuine(body=BODY + b" "))
        self.assertFalse(self.genuine(secret="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx"))
        self.assertFalse(self.genuine(id="msg_another"))
        self.assertFalse(self.genuine(timestamp=str(SENT_AT + 1)))
        self.assertFalse(self.genuine(signature="v1,AAAA"))

    def test_an_old_message_is_refused(self):
        time.time = lambda: SENT_AT + 301.0
        self.assertFalse(self.genuine())


if __name__ == "__main__":
    unittest.main()
