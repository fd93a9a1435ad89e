"""Signature Version 4, by the examples that its documentation computes step by step."""

import hashlib
from datetime import UTC, datetime

import pytest

from persona_app.media.s3 import signed_headers

AT = datetime(2013, 5, 24, tzinfo=UTC)
HOST = "examplebucket.s3.amazonaws.com"
NOTHING = hashlib.sha256(b"").hexdigest()
KEYS = {"region": "us-east-1", "key_id": "AKIAIOSFODNN7EXAMPLE", "secret": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}


@pytest.mark.parametrize(
    ("path", "headers", "signature"),
    [
        pytest.param("/test.txt", {"range": "bytes=0-9"}, "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41", id="object"),
        pytest.param("/?lifecycle=", {}, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543", id="lifecycle"),
        pytest.param("/?max-keys=2&prefix=J", {}, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7", id="list"),
    ],
)
def test_a_request_is_signed_as_the_documentation_computes(path: str, headers: dict[str, str], signature: str) -> None:
    """https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, "Examples"."""
    given = {"host": HOST, "x-amz-content-sha256": NOTHING, **headers}
    signed = signed_headers("GET", f"https://{HOST}{path}", given, at=AT, **KEYS)
    assert signed["authorization"].endswith(f"Signature={signature}")
    assert signed["x-amz-date"] == "20130524T000000Z"


def test_a_put_is_signed_as_the_documentation_computes() -> None:
    content = b"Welcome to Amazon S3."
    given = {
        "host": HOST,
        "date": "Fri, 24 May 2013 00:00:00 GMT",
        "x-amz-content-sha256": hashlib.sha256(content).hexdigest(),
        "x-amz-storage-class": "REDUCED_REDUNDANCY",
    }
    signed = signed_headers("PUT", f"https://{HOST}/test%24file.text", given, at=AT, **KEYS)
    assert signed["authorization"].endswith("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
