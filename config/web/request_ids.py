"""The id of the request being answered, which ties its log lines and events together."""

from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """The id of this request, or nothing in a command."""
    return _current.get()


def begin(request_id: str):
    """Name the request that is being answered; returns what ``end`` needs."""
    return _current.set(request_id)


def end(token) -> None:
    """Forget the request again."""
    _current.reset(token)
