"""
A stand-in for GOV.UK Notify: a real HTTP server that checks what it is sent.

It keeps to the published rules of the API: the token, the JSON, the template and its
personalisation, the reference. ``answers`` are used up one a request to send; after them
it takes everything.
"""

import json
import re
import threading
import time
import uuid
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from notifications_python_client.authentication import decode_jwt_token, get_token_issuer
from notifications_python_client.errors import TokenError

SERVICE_ID = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
API_KEY = f"tests-{SERVICE_ID}-{SECRET}"
TEMPLATE_ID = "f33517ff-2a88-4f6e-b855-c550268ce08a"

BAD_ADDRESS = 400, "ValidationError", "email_address Not a valid email address"
BAD_TEMPLATE = 400, "BadRequestError", "Missing personalisation: body"
FORBIDDEN = 403, "AuthError", "Invalid token: API key not found"
RATE_LIMIT = (
    429,
    "RateLimitError",
    "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds",
)
DAILY_LIMIT = 429, "TooManyRequestsError", "Exceeded send limits (250) for today"
BROKEN = 500, "Exception", "Internal server error"
TOO_SLOW = 408, "RequestTimeout", "The request took too long"
#: Nothing is taken, and no answer comes in time.
SILENCE = "silence"
#: The email is taken, and the answer lost.
DROP = "drop"
#: The email is taken, and the answer comes too late.
LATE = "late"


class FakeNotify:
    """Runs while the ``with`` block does; ``sent`` lists what was taken."""

    def __init__(self):
        self.answers = deque()
        self.answers_to_look_ups = deque()
        self.sent = []
        self.looked_up = []
        self.refused = []
        #: Seconds that each request to send takes.
        self.delay = 0
        #: Called with the payload when an email has been taken, before the answer.
        self.on_taken = None
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.notify = self
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}
        )

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def references(self):
        return [payload["reference"] for payload in self.sent]

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_exception):
        self._over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def next_answer(self, answers):
        with self._lock:
            return answers.popleft() if answers else None

    def take(self, payload):
        """Keep an email, and say what Notify would."""
        kept = payload | {"id": str(uuid.uuid4())}
        with self._lock:
            self.sent.append(kept)
        if self.on_taken:
            self.on_taken(kept)
        personalisation = payload["personalisation"]
        return {
            "id": kept["id"],
            "reference": payload.get("reference"),
            "content": {
                "subject": personalisation["subject"],
                "body": personalisation["body"],
                "from_email": "tests@notifications.service.gov.uk",
            },
            "uri": f"{self.url}/v2/notifications/{kept['id']}",
            "template": {"id": TEMPLATE_ID, "version": 1, "uri": f"{self.url}/template"},
            "scheduled_for": None,
        }

    def find(self, reference):
        """All that was taken under a reference, the newest first."""
        with self._lock:
            self.looked_up.append(reference)
            found = [kept for kept in reversed(self.sent) if kept["reference"] == reference]
        return [
            {
                "id": kept["id"],
                "reference": reference,
                "email_address": kept["email_address"],
                "type": "email",
                "status": "sending",
            }
            for kept in found
        ]

    def wait(self, seconds):
        self._over.wait(seconds)


class Refusal(Exception):  # noqa: N818 (it says what the answer is)
    """What Notify would answer with an error."""


def check_token(header):
    """The token is ours, signed with our secret, and not old."""
    try:
        token = re.fullmatch(r"Bearer (\S+)", header or "")[1]
        if get_token_issuer(token) != SERVICE_ID:
            raise Refusal(403, "AuthError", "Invalid token: service not found")
        decode_jwt_token(token, SECRET)
    except (TypeError, TokenError) as error:
        raise Refusal(403, "AuthError", "Invalid token: signature") from error


def check_payload(payload):
    """An email as the API documents it, for our one template."""
    unknown = set(payload) - {
        *("email_address", "template_id", "personalisation", "reference", "email_reply_to_id"),
        *("one_click_unsubscribe_url", "sanitise_content_for"),
    }
    if unknown:
        raise Refusal(400, "ValidationError", f"Additional properties are not allowed {unknown}")
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", payload.get("email_address") or ""):
        raise Refusal(*BAD_ADDRESS)
    for name in ("template_id", "email_reply_to_id"):
        if name in payload:
            _check_uuid(name, payload[name])
    if payload.get("template_id") != TEMPLATE_ID:
        raise Refusal(400, "BadRequestError", "Template not found")
    personalisation = payload.get("personalisation")
    for name in ("subject", "body"):
        if not isinstance(personalisation, dict) or not personalisation.get(name):
            raise Refusal(400, "BadRequestError", f"Missing personalisation: {name}")
    if len(payload.get("reference", "")) > 1000:
        raise Refusal(400, "ValidationError", "reference is too long")


def _check_uuid(name, value):
    try:
        uuid.UUID(value)
    except (TypeError, ValueError, AttributeError) as error:
        raise Refusal(400, "ValidationError", f"{name} is not a valid UUID") from error


class Handler(BaseHTTPRequestHandler):
    """One request to Notify."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self._guarded(self._send)

    def do_GET(self):
        self._guarded(self._look_up)

    def _guarded(self, respond):
        # the whole request is read first, or a refusal would break the connection
        self.content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            check_token(self.headers.get("Authorization"))
            respond()
        except Refusal as refusal:
            self.server.notify.refused.append(refusal.args)
            self._refuse(*refusal.args)

    def _send(self):
        if self.path != "/v2/notifications/email":
            raise Refusal(404, "NotFound", "The requested URL was not found")
        if self.headers.get("Content-Type") != "application/json":
            raise Refusal(400, "BadRequestError", "Invalid JSON supplied")
        try:
            payload = json.loads(self.content)
        except ValueError as error:
            raise Refusal(400, "BadRequestError", "Invalid JSON supplied") from error
        check_payload(payload)
        time.sleep(self.server.notify.delay)
        answer = self.server.notify.next_answer(self.server.notify.answers)
        if answer == SILENCE:
            self.server.notify.wait(5)
            self.close_connection = True
        elif isinstance(answer, tuple):
            self._refuse(*answer)
        else:
            self._accept(payload, answer)

    def _accept(self, payload, answer):
        taken = self.server.notify.take(payload)
        if answer == LATE:
            self.server.notify.wait(5)
        if answer in (DROP, LATE):
            self.close_connection = True
            return
        self._answer(201, taken)

    def _look_up(self):
        address = urlsplit(self.path)
        if address.path != "/v2/notifications":
            raise Refusal(404, "NotFound", "The requested URL was not found")
        if answer := self.server.notify.next_answer(self.server.notify.answers_to_look_ups):
            self._refuse(*answer)
            return
        found = self.server.notify.find(parse_qs(address.query)["reference"][0])
        self._answer(200, {"notifications": found, "links": {"current": self.path}})

    def _refuse(self, status, error, message):
        self._answer(
            status, {"status_code": status, "errors": [{"error": error, "message": message}]}
        )

    def _answer(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words):
        """Say nothing."""
