"""The matrix: everybody sends every request that the running application takes."""

from itertools import count
from string import Formatter

import httpx
import pytest

from persona_app.api import policy as api_policy
from persona_app.web import policy as web_policy
from persona_app.web import routes
from persona_app.web.allowed.levels import Who
from tests.faults import fault
from tests.integration.attackers.enumerating import Reachable
from tests.integration.attackers.people import NO_ID, PRIVATE, TEXTS, Belongings, Somebody, build_persona, client_of, seen_by_owner
from tests.integration.attackers.requests_sent import APPLICATIONS, BODIES, QUERIES, UNPROTECTED, Route, listed, request_for

REFUSED = {401, 403, 404, 405}
API = sorted(api_policy.ENDPOINTS)
WEB = sorted(web_policy.ENDPOINTS)
SCOPES = {"read", "write", "read write"}
SHARED = {
    "movie_id": NO_ID,
    "report_id": NO_ID,
    "character_id": NO_ID,
    "corpus_id": NO_ID,
    "slug": "nothing-public-000000",
    "creator_handle": "nobody-at-all",
}
"""Parts of addresses that name what belongs to nobody."""
_numbers = count(1)


def name_of(route: Route) -> str:
    """The route as a test's name shows it."""
    return " ".join(route)


def send(client: httpx.Client, route: Route, mine: Belongings) -> httpx.Response:
    """A well-meant request for this route, with these ids in its address."""
    method, pattern = route
    return client.request(
        method, address_of(pattern, mine), follow_redirects=False, **request_for(route, number=next(_numbers), named=mine.named)
    )


def address_of(pattern: str, mine: Belongings) -> str:
    """The address, with these ids.

    Raises:
        KeyError: the pattern has a part that nobody gave a value; name it in Belongings or in SHARED.
    """
    return pattern.format(**SHARED, **mine.named)


def is_about_owner(route: Route) -> bool:
    """Does its address name something that is the owner's?"""
    return bool(_parts(route) - set(SHARED)) and route[1] != routes.PORTRAIT


def is_about_nothing(route: Route) -> bool:
    """Does its address name something that everybody may read, and that is not there?"""
    return bool(_parts(route) & set(SHARED))


def _parts(route: Route) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(route[1]) if name}


def leaks(answer: httpx.Response) -> list[str]:
    """The owner's words in it."""
    return [word for word in PRIVATE if word in answer.text or word in str(answer.headers)]


@fault(
    area="Attackers",
    what="Somebody adds an address to the application that no policy lists",
    result="The tests fail: every route of the running application is listed, and has a row in the matrix",
)
def test_every_route_of_the_application_is_in_the_matrix(found: Reachable) -> None:
    assert found.routes == {*listed(), *UNPROTECTED, *APPLICATIONS}


def test_every_route_that_takes_a_body_has_one() -> None:
    acting = {route for route in listed() if route[0] != "GET" and route[0] != "DELETE"}
    assert set(BODIES) == acting, "say what a well-meant request looks like in requests_sent.py"
    assert set(QUERIES) <= listed()


@fault(
    area="Attackers",
    what="Nobody in particular, another owner, the operator, and tokens without the scope send every request of `/v1`",
    result="401, 404, 404 and 403, nothing of an owner's in the answer, nothing changed; the owner is served",
)
@pytest.mark.parametrize("route", API, ids=name_of)
def test_api_answers_each_as_the_policy_says(
    route: Route, everybody: dict[str, Somebody], belongings: Belongings, spare: Belongings
) -> None:
    who, owner = api_policy.ENDPOINTS[route], everybody["owner"]
    before = seen_by_owner(owner, belongings.persona_id)
    answers = {name: send(somebody.program(), route, belongings) for name, somebody in everybody.items() if name != "owner"}
    if who is api_policy.Who.ANYONE:
        assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, 200)
        return
    if who is api_policy.Who.VISITOR:
        expected = 404 if is_about_nothing(route) else 200
        assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, expected)
        assert {name: leaks(answer) for name, answer in answers.items() if leaks(answer)} == {}
        return
    assert answers["anonymous"].status_code == 401
    if who in {api_policy.Who.OPERATOR_READS, api_policy.Who.OPERATOR_WRITES}:
        assert {answers["other owner"].status_code, send(owner.program(), route, belongings).status_code} == {403}
        assert answers["operator"].status_code in {200, 204, 404} and not leaks(answers["operator"])
        assert seen_by_owner(owner, belongings.persona_id) == before
        return
    for name in ("other owner", "operator"):
        assert (answers[name].status_code == 404) is (is_about_owner(route) or is_about_nothing(route)), answers[name].text
    needed = set(api_policy.SCOPES[who])
    for scopes in SCOPES - {"read write"}:
        if needed <= {scopes}:
            continue
        answers[scopes] = send(owner.program(scopes), route, belongings)
        assert answers[scopes].status_code == 403
    answers["cookie"] = send(owner.browser, route, belongings)
    assert answers["cookie"].status_code == 401, "a browser's session opens nothing here"
    assert {name: leaks(answer) for name, answer in answers.items() if leaks(answer)} == {}
    assert seen_by_owner(owner, belongings.persona_id) == before
    own = build_persona(owner, *TEXTS) if route[0] == "DELETE" else belongings if route[0] == "GET" else spare
    served = send(owner.program(), route, own)
    if is_about_nothing(route):
        assert served.status_code == 404
        return
    assert served.status_code not in REFUSED and served.status_code < 500, served.text
    assert route[0] != "GET" or served.status_code == 200


@fault(
    area="Attackers",
    what="Nobody in particular, another owner, the operator, and another site's page send every request of the pages",
    result="401, 404, 404 and 403, nothing of an owner's in the answer, nothing changed; the owner is served",
)
@pytest.mark.parametrize("route", WEB, ids=name_of)
def test_endpoints_of_the_pages_answer_each_as_the_policy_says(
    route: Route, everybody: dict[str, Somebody], belongings: Belongings, spare: Belongings
) -> None:
    who, owner = web_policy.ENDPOINTS[route], everybody["owner"]
    before = seen_by_owner(owner, belongings.persona_id)
    answers = {}
    for name, somebody in everybody.items():
        if name != "owner":
            answers[name] = send(somebody.browser, route, belongings)
            if route[1] == routes.LOG_OUT:
                somebody.log_in()
    if who is Who.ANYONE:
        allowed = {404} if route[1] == routes.PICTURE else {404, 303, 401} if is_about_nothing(route) else {200, 303}
        assert {answer.status_code for answer in answers.values()} <= allowed
    else:
        assert answers["anonymous"].status_code == 401
        for name in ("other owner", "operator"):
            assert (answers[name].status_code == 404) is is_about_owner(route), answers[name].text
        assert (answers["other owner"].status_code == 403) is (who is Who.OPERATOR)
        answers["token"] = send(owner.program(Origin=owner.url), route, belongings)
        assert answers["token"].status_code == 401, "a program's token opens nothing here"
    if route[0] != "GET":
        foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site", "Cookie": owner.cookie}
        with client_of(owner.url, foreign) as elsewhere:
            answers["another site"] = send(elsewhere, route, belongings)
        assert answers["another site"].status_code == 403
    assert {name: leaks(answer) for name, answer in answers.items() if leaks(answer)} == {}
    assert seen_by_owner(owner, belongings.persona_id) == before
    served_one = everybody["operator"] if who is Who.OPERATOR else owner
    served = send(served_one.browser, route, belongings if route[0] == "GET" else spare)
    assert served.status_code not in REFUSED - ({404} if is_about_nothing(route) else set()) and served.status_code < 500, served.text
    if route[1] == routes.LOG_OUT:
        owner.log_in()


@pytest.mark.parametrize("name", ["anonymous", "other owner", "owner", "operator"])
def test_a_page_holds_nothing_of_anybody_whoever_asks(name: str, everybody: dict[str, Somebody], belongings: Belongings) -> None:
    for pattern in web_policy.PAGES:
        address = "/nowhere" if pattern == routes.NOWHERE else pattern.replace("[persona_id]", belongings.persona_id)
        answer = everybody[name].browser.get(address, headers={"Accept": "text/html"})
        is_sent_away = answer.status_code == 303 and answer.headers["location"].startswith(routes.LOGIN)
        assert is_sent_away or answer.status_code in {200, 404}, address
        assert is_sent_away or answer.headers["content-type"].startswith("text/html")
        assert leaks(answer) == []


@pytest.mark.parametrize("route", [route for route in sorted(listed()) if route[0] != "DELETE"], ids=name_of)
def test_no_other_method_does_anything_at_an_address(route: Route, everybody: dict[str, Somebody], belongings: Belongings) -> None:
    address, owner = address_of(route[1], belongings), everybody["owner"]
    taken = {method for method, pattern in listed() if pattern == route[1]}
    with owner.program(Origin=owner.url, Cookie=owner.cookie) as both:
        for method in {"POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND"} - taken:
            answer = both.request(method, address)
            assert answer.status_code in {400, 404, 405, 501}, f"{method}: {answer.status_code}"


@fault(
    area="Attackers",
    what="A page of another site asks whether it may send requests with a person's cookie (CORS)",
    result="No answer says that it may",
)
@pytest.mark.parametrize("route", sorted(listed() | UNPROTECTED), ids=name_of)
def test_no_other_site_is_let_in(route: Route, everybody: dict[str, Somebody], belongings: Belongings) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": route[0]}
    with client_of(everybody["owner"].url, headers) as elsewhere:
        answer = elsewhere.options(address_of(route[1], belongings))
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("route", sorted(listed() | UNPROTECTED), ids=name_of)
def test_every_answer_tells_browsers_what_to_forbid(route: Route, everybody: dict[str, Somebody], belongings: Belongings) -> None:
    with client_of(everybody["owner"].url, {}) as nobody:
        answer = nobody.request(route[0], address_of(route[1], belongings))
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
