"""The guard itself, before an endpoint that nobody listed."""

from fastapi.testclient import TestClient

from persona_app.web.http.app import create_http_app


def test_an_endpoint_is_not_there_when_the_policy_does_not_list_it(database: str) -> None:
    app = create_http_app()
    app.add_api_route("/ui/secret", lambda: {"secret": True}, methods=["GET", "POST"])
    client = TestClient(app, headers={"Origin": "http://testserver"})
    for method in ("GET", "POST"):
        assert client.request(method, "/ui/secret").status_code == 404


def test_a_listed_path_is_not_there_for_another_method(browser: TestClient) -> None:
    assert browser.get("/auth/login").status_code in {404, 405}
