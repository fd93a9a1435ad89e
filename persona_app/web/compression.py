"""Answers that are made for one request go out as small as the static files: gzip (RFC 9110, 8.4.1.3) for whoever takes it.

Such an answer must not hold a secret beside words of the asker's choosing (BREACH): pages of the gallery hold none, the session being
in a cookie that no script reads and no page repeats.
"""

import gzip

from starlette.requests import Request
from starlette.responses import Response

LEAST = 1_000
"""Bytes below which it isn't worth the work."""
LEVEL = 5


def compressed(request: Request, response: Response) -> Response:
    """The answer, compressed where the asker takes that."""
    response.headers.add_vary_header("Accept-Encoding")
    if len(response.body) < LEAST or "gzip" not in request.headers.get("accept-encoding", ""):
        return response
    response.body = gzip.compress(bytes(response.body), LEVEL, mtime=0)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.body))
    return response
