"""Words that no database keeps, wherever programs may say some: each is cleaned, refused or not found, and nothing fails."""

import json
from urllib.parse import quote

import pytest


@pytest.mark.parametrize("odd", ["a\x00b", "\ud800x"], ids=["nul", "surrogate"])
async def test_odd_words_are_told_of_when_a_program_says_them(program, odd):
    person = await program.person(build=False)
    at = f"/v1/person/{person}"
    assert (await program.put(f"{at}/content", json={"content": "# Ada\n\nYou count.", "base": 0})).status_code == 200
    sent = [
        ("GET", f"{at}/labels/{{}}/history", None),
        ("PUT", f"{at}/labels/{{}}", {"number": 1, "lock_version": 0}),
        ("DELETE", f"{at}/labels/{{}}", None),
        ("GET", f"{at}/versions/{{}}", None),
        ("GET", f"{at}/versions/{{}}/blame", None),
        ("GET", f"{at}/versions/1/diff?from={{}}", None),
        ("POST", f"{at}/versions/{{}}/restore", {}),
        ("GET", f"{at}/export?format=json&version={{}}", None),
        ("GET", "/v1/person?q={}", None),
        ("GET", "/v1/person?label={}", None),
        ("GET", "/v1/person?folder={}", None),
        ("GET", "/v1/person?tag={}", None),
        ("GET", "/v1/events?q={}", None),
        ("GET", "/v1/templates/{}", None),
        ("DELETE", "/v1/templates/{}", None),
        ("DELETE", f"{at}/claims/like/{{}}", None),
        ("PUT", f"{at}/claims/like/{{}}", {"value": "tea"}),
        ("POST", f"{at}/claims", {"field": "like", "value": odd}),
        ("POST", f"{at}/claims", {"field": "relationship", "value": "friend", "who": odd}),
        ("PUT", f"{at}/content", {"content": f"# {odd}", "base": 1, "summary": odd[:100]}),
        ("PATCH", at, {"name": odd}),
        ("PATCH", at, {"display_name": odd}),
        ("PATCH", at, {"description": odd}),
        ("PATCH", at, {"folder": odd}),
        ("PATCH", at, {"labels": [odd]}),
        ("PATCH", at, {"metadata": {odd: {"type": "string", "value": odd}}}),
        ("PATCH", at, {"metadata": {"a": {"type": "string", "value": odd}}}),
        ("PUT", f"{at}/parent", {"slug": odd[:200]}),
        ("POST", "/v1/templates", {"name": odd, "content": "# {name}"}),
        ("POST", "/v1/templates", {"name": "a", "content": f"# {odd} {{name}}"}),
        ("POST", "/v1/templates", {"name": "b", "content": "# x", "description": odd}),
        (
            "POST",
            "/v1/templates",
            {"name": "c", "content": "# {name}", "placeholders": [{"name": "name", "question": odd, "example": odd}]},
        ),
        ("POST", "/v1/templates/teacher/use", {"values": {odd: odd}, "name": odd[:90]}),
        ("POST", "/v1/webhooks", {"url": f"https://example.com/{odd}"}),
        ("POST", "/v1/webhooks", {"url": "https://93.184.215.14/", "description": odd}),
        ("POST", "/v1/imports?file_name={}", {"name": odd, "description": odd}),
        ("POST", "/v1/account/erasure", {"password": odd}),
    ]
    failed = []
    for method, path, body in sent:
        given = {} if body is None else {"content": json.dumps(body)}
        headers = {"Content-Type": "application/json", "If-Match": "*"}
        answer = await program.request(method, path.replace("{}", quote(odd.encode("utf-8", "surrogatepass"))), headers=headers, **given)
        if answer.status_code >= 500:
            failed.append((method, path, body, answer.json()["code"]))
    assert not failed
