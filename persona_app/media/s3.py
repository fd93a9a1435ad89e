"""A bucket of an object store that speaks S3 (AWS, MinIO, Ceph, R2, …): put, get and delete, signed with Signature Version 4.

The signature: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html. The bucket stands in the path, which all
of them understand.
"""

import hashlib
import hmac
import ssl
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from urllib.parse import parse_qsl, quote, urlsplit

import httpx2
import truststore

from persona_app.core.clock import now

SECONDS = 20.0
ATTEMPTS = 3
UNRESERVED = "-_.~"


class S3Refused(Exception):
    """The store does not answer, or not as it should; says no more than a status, for answers may repeat keys."""


class Bucket:
    """One bucket, and the keys that open it. May be used from several threads."""

    def __init__(self, *, endpoint: str, region: str, name: str, key_id: str, secret: str) -> None:
        self._base = f"{endpoint.rstrip('/')}/{quote(name, safe=UNRESERVED)}"
        self._region, self._key_id, self._secret = region, key_id, secret
        trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._client = httpx2.Client(verify=trust, timeout=SECONDS, trust_env=False, follow_redirects=False)

    def ask(self, method: str, key: str, content: bytes = b"", *, media_type: str = "") -> bytes | None:
        """What the store answers; None when there is no such object. A store that stumbles is asked again at once.

        Raises:
            S3Refused: it refuses, or goes on stumbling.
        """
        status = 0
        for _ in range(ATTEMPTS):
            try:
                response = self._send(method, f"{self._base}/{quote(key, safe='/' + UNRESERVED)}", content, media_type)
            except httpx2.HTTPError:
                continue
            status = response.status_code
            if status == HTTPStatus.NOT_FOUND and method != "PUT":
                return None
            if response.is_success:
                return response.content
            if status < HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.TOO_MANY_REQUESTS:
                break
        raise S3Refused(f"the object store answered {method} with {status or 'nothing'}")

    def _send(self, method: str, url: str, content: bytes, media_type: str) -> httpx2.Response:
        headers = {"host": urlsplit(url).netloc, "x-amz-content-sha256": hashlib.sha256(content).hexdigest()}
        if media_type:
            headers["content-type"] = media_type
        signed = signed_headers(method, url, headers, at=now(), region=self._region, key_id=self._key_id, secret=self._secret)
        return self._client.request(method, url, content=content or None, headers=signed)


def signed_headers(
    method: str, url: str, headers: Mapping[str, str], *, at: datetime, region: str, key_id: str, secret: str
) -> dict[str, str]:
    """These headers (in lower case, `host` and `x-amz-content-sha256` among them), dated and signed. The URL is percent-encoded."""
    dated = {**headers, "x-amz-date": f"{at:%Y%m%dT%H%M%SZ}"}
    names = ";".join(sorted(dated))
    parts = urlsplit(url)
    query = "&".join(sorted(f"{quote(n, safe=UNRESERVED)}={quote(v, safe=UNRESERVED)}" for n, v in parse_qsl(parts.query, True)))
    lines = "".join(f"{name}:{' '.join(dated[name].split())}\n" for name in sorted(dated))
    request = "\n".join((method, parts.path or "/", query, lines, names, dated["x-amz-content-sha256"]))
    scope = f"{at:%Y%m%d}/{region}/s3/aws4_request"
    to_sign = "\n".join(("AWS4-HMAC-SHA256", dated["x-amz-date"], scope, hashlib.sha256(request.encode()).hexdigest()))
    key = f"AWS4{secret}".encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    authorization = f"AWS4-HMAC-SHA256 Credential={key_id}/{scope},SignedHeaders={names},Signature={signature}"
    return {**dated, "authorization": authorization}
