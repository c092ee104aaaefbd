"""What every request and response goes through."""

import base64
import hashlib
import re
import uuid

from . import request_ids

#: The one inline script of GOV.UK Frontend's page template, which says that scripts run.
INLINE_SCRIPT = (
    "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype"
    " ? ' govuk-frontend-supported' : '');"
)
_HASH = base64.b64encode(hashlib.sha256(INLINE_SCRIPT.encode()).digest()).decode()
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        f"script-src 'self' 'sha256-{_HASH}'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=()"


def request_id(get_response):
    """Give each request an id, or take the proxy's, and send it back."""

    def middleware(request):
        given = request.headers.get("X-Request-Id", "")
        request.id = given if re.fullmatch(r"[0-9A-Za-z-]{8,32}", given) else uuid.uuid4().hex
        token = request_ids.begin(request.id)
        try:
            response = get_response(request)
        finally:
            request_ids.end(token)
        response["X-Request-Id"] = request.id
        return response

    return middleware


def utf8(get_response):
    """
    Read what is sent as UTF-8, which our pages send, whatever the request calls it.

    Other names, such as "hex", would make Python read it in ways no page can show.
    """

    def middleware(request):
        request.encoding = "utf-8"
        return get_response(request)

    return middleware


def security_headers(get_response):
    """Let pages run our own scripts only, and keep personal pages out of caches."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware
