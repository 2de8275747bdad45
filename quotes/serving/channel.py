"""One connection: waitress's own, plus checks of its client."""

from __future__ import annotations

import socket
import time
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

from quotes.serving import bounds

# The key in the WSGI environment of a request whose body was refused.
TOO_LARGE = "BODY_TOO_LARGE"


class Parser(HTTPRequestParser):  # type: ignore[misc] # the library has no types
    """A request as it arrives. If its body is too large, it is passed on without the body.

    The application decides how large it may be, by the token in the request's head, so a forbidden body is
    never received. The application also makes the answer.
    """

    def __init__(self, adj: Any) -> None:
        super().__init__(adj)
        self.refused = False
        self._asked = False
        self._most = 0

    def received(self, data: bytes) -> int:
        began = self.headers_finished
        consumed: int = super().received(data)
        if self.error is None and self.headers_finished and not self.empty:
            if not began:
                self.headers.pop(TOO_LARGE, None)  # whatever a client means by it
                self._most = self.adj.most_bytes(None)
            if self._size > self._most:
                self._ask_again()
            if self._size > self._most:
                self._refuse()
        return consumed

    @property
    def _size(self) -> int:
        return int(max(self.content_length, self.body_bytes_received))

    def _ask_again(self) -> None:
        """Ask once, by the token, how large the body may be. This needs a database query."""
        if not self._asked:
            self._asked = True
            self._most = self.adj.most_bytes(self.headers.get("AUTHORIZATION"))

    def _refuse(self) -> None:
        self.refused = self.completed = self.connection_close = True
        self.expect_continue = False
        self.close()
        self.body_rcv = None
        self.content_length = 0
        self.headers |= {TOO_LARGE: "1", "CONTENT_LENGTH": "0", "CONNECTION": "close"}


class Channel(HTTPChannel):  # type: ignore[misc] # the library has no types
    """A connection that knows whether its client keeps within the limits."""

    parser_class = Parser

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self._receiving_since: float | None = None
        self._sending_since: float | None = None
        self._sent = 0
        self._lingering_since: float | None = None
        self._refused = False
        super().__init__(*arguments, **named)

    @property
    def unsent(self) -> int:
        """How many bytes the client has not yet received."""
        return int(self.total_outbufs_len)

    def breaks_a_rule(self, now: float) -> bool:
        """Whether the client has kept the server waiting for too long."""
        if self._lingering_since is not None:
            return now - self._lingering_since > bounds.LINGER
        if self.unsent:
            return self._takes_too_slowly(now)
        self._sending_since = None
        if self.requests:  # the client waits for the server
            return False
        if self.request is not None:
            return self._sends_too_slowly(now)
        never = self.last_activity == self.creation_time
        return bool(now - self.last_activity > (bounds.HEADER if never else bounds.IDLE))

    def received(self, data: bytes) -> bool:
        if self._lingering_since is not None:
            return False
        if self.request is None:
            self._receiving_since = time.time()
        taken: bool = super().received(data)
        self._refused = self._refused or any(request.refused for request in self.requests)
        return taken

    def send(self, data: bytes, do_close: bool = True) -> int:
        sent: int = super().send(data, do_close)
        self._sent += sent
        return sent

    def handle_close(self) -> None:
        """Close the connection. After a refused body, give the client time to read the answer first.

        A client that is still sending when the connection closes sees a network error instead of the answer.
        """
        if self._refused and self._lingering_since is None and self.connected and not self.unsent:
            self._lingering_since = time.time()
            self.will_close = self.close_when_flushed = False
            try:
                self.socket.shutdown(socket.SHUT_WR)
            except OSError:  # the client has disconnected
                super().handle_close()
            return
        super().handle_close()

    def _sends_too_slowly(self, now: float) -> bool:
        took = now - (self._receiving_since or now)
        if not self.request.headers_finished:
            return took > bounds.HEADER
        return took > bounds.GRACE and self.request.body_bytes_received < (took - bounds.GRACE) * bounds.PACE

    def _takes_too_slowly(self, now: float) -> bool:
        if self._sending_since is None:
            self._sending_since, self._sent = now, 0
        took = now - self._sending_since
        if took > bounds.GRACE and self._sent < (took - bounds.GRACE) * bounds.PACE:
            return True
        return bool(now - max(self.last_activity, self._sending_since) > bounds.STALLED)
