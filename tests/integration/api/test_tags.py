"""The list of tags is there for everybody, whole, and asked for again only when it changed."""

from persona_app.publishing.tagging import Category, read_tags
from tests.integration.api.conftest import Program


async def test_everybody_gets_all_tags_in_order_without_a_token(program: Program) -> None:
    answer = await program.as_other(None).get("/v1/tags")

    assert answer.status_code == 200
    listed = answer.json()["categories"]
    assert [each["name"] for each in listed] == list(Category)
    assert [tag["name"] for each in listed for tag in each["tags"]] == [tag.name for tag in read_tags()]
    assert listed[0]["tags"][0]["synonyms"] == list(read_tags()[0].synonyms)
    assert "public" in answer.headers["cache-control"]


async def test_nothing_is_sent_again_when_the_list_is_known(program: Program) -> None:
    first = await program.as_other(None).get("/v1/tags")
    again = await program.as_other(None).get("/v1/tags", headers={"If-None-Match": first.headers["etag"]})
    weak = await program.as_other(None).get("/v1/tags", headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    other = await program.as_other(None).get("/v1/tags", headers={"If-None-Match": '"other"'})

    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert weak.status_code == 304
    assert (other.status_code, other.content) == (200, first.content)
