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


def security_headers(get_response):
    """Let pages run our own scripts only, and keep personal pages out of caches."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware
