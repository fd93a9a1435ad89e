"""`python -m tests.model_server --port 8111 --latency 0.2`: the stub on its own, until interrupted."""

import argparse
import sys

from tests.model_server.faults import FAULTS
from tests.model_server.stub import ALL_FORMATS, StubModelServer


def main() -> None:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.model_server", description="A model server that computes its answers from the request."
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8111, help="0 takes a free one")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--api-key", default=None, help="refuse other keys")
    parser.add_argument("--formats", nargs="+", choices=ALL_FORMATS, default=list(ALL_FORMATS), help="response formats it understands")
    parser.add_argument("--fail", choices=sorted(FAULTS), default=None, help="fail in this way")
    parser.add_argument("--rate", type=float, default=1.0, help="share of the calls that fail")
    chosen = parser.parse_args()
    server = StubModelServer(
        host=chosen.host, port=chosen.port, latency_seconds=chosen.latency, api_key=chosen.api_key, formats=chosen.formats
    )
    if chosen.fail:
        server.fail(chosen.fail, rate=chosen.rate)
    with server:
        sys.stdout.write(f"OPENAI_BASE_URL={server.base_url}\n")
        sys.stdout.flush()
        server.wait()


if __name__ == "__main__":
    main()
