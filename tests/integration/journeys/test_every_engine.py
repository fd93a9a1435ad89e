"""From each kind of source to a version whose every word leads back, with each engine, through a real worker."""

import pytest

from tests.integration.journeys.submissions import COMPANIONS, DOCX, PAGE, PDF, TEXTS, PageServer, a_docx, a_page, a_pdf
from tests.integration.journeys.workshop import Model

OWN = {"Ines.txt": "CANARYTIDE", "Tomas.txt": "CANARYRYE", "Brass.txt": "CANARYBOW"}


async def built_from(workshop, *, canaries=(), **submission):
    """One persona from one submission; the version, checked."""
    items = await workshop.read(**submission)
    async with workshop.working():
        run = workshop.create(items)
        version = await workshop.built(run)
    workshop.assert_stands(run, items)
    for canary in canaries:
        workshop.assert_knows(version, canary)
    return version


@pytest.mark.parametrize("name", ["Alex.txt", "Evelyn.txt", "Rosie.txt"])
async def test_every_citation_stands_when_the_source_is_a_companion(start, model, name):
    if not (file := COMPANIONS / name).exists():
        pytest.skip(f"{file} is not there; texts of our own stand in for it")
    workshop = start(model)

    await built_from(workshop, files=[(name, file.read_bytes())])

    if model.seen is not None:
        seen = model.seen()
        assert all(line.strip() in seen for line in file.read_text("utf-8").splitlines()), "the whole text reached the model"


@pytest.mark.parametrize(("name", "canary"), OWN.items())
async def test_every_citation_stands_and_the_canary_arrives_when_the_source_is_a_text_of_our_own(start, model, name, canary):
    content = (TEXTS / name).read_bytes()

    version = await built_from(start(model), files=[(name, content)], canaries=[canary])

    assert version.data_count == 1


async def test_every_citation_stands_and_the_canary_arrives_when_the_source_is_a_pdf(start, model):
    await built_from(start(model), files=[("nora.pdf", a_pdf(*PDF))], canaries=["CANARYFERN"])


async def test_every_citation_stands_and_the_canary_arrives_when_the_source_is_a_docx(start, model):
    await built_from(start(model), files=[("nora.docx", a_docx(*DOCX))], canaries=["CANARYLOOM"])


async def test_every_citation_stands_and_the_canary_arrives_when_the_source_is_a_page_on_a_permitted_host_and_port(start, model, pages):
    pages.pages["/nora"] = a_page(*PAGE, title="Nora Field")

    await built_from(start(model, fetch_allow=(pages.pair,)), urls=[pages.url("/nora")], canaries=["CANARYREED"])

    assert pages.asked == ["/robots.txt", "/nora"]


async def test_every_citation_stands_when_one_persona_has_everything(start, model, pages):
    pages.pages["/nora"] = a_page(*PAGE, title="Nora Field")
    workshop = start(model, fetch_allow=(pages.pair,))
    first = await workshop.read(
        text="Nora Field loves CANARYPASTE soup.",
        urls=[pages.url("/nora")],
        files=[("nora.pdf", a_pdf(*PDF)), ("nora.docx", a_docx(*DOCX)), ("t.csv", b"name,likes\nNora Field,CANARYTABLE plums\n")],
    )
    companions = [(file.name, file.read_bytes()) for file in sorted(COMPANIONS.glob("*.txt"))]
    more = await workshop.read(files=[*companions, *((name, (TEXTS / name).read_bytes()) for name in OWN)])

    async with workshop.working():
        run = workshop.create(first, name="Nora Field")
        await workshop.built(run)
        version = await workshop.built(workshop.add(run, more))

    assert len(workshop.assert_stands(run, [*first, *more])) == 2
    assert version.data_count == len(first) + len(more)
    canaries = ["CANARYPASTE", "CANARYREED", "CANARYFERN", "CANARYLOOM", "CANARYTABLE"]
    if model.seen is not None:
        assert [canary for canary in [*canaries, *OWN.values()] if canary not in model.seen()] == []
    for canary in canaries[:-1]:
        workshop.assert_knows(version, canary)


async def test_nothing_else_is_fetched_when_one_host_and_port_is_permitted(start, model_server, pages):
    with PageServer() as other:
        other.pages["/"] = a_page(*PAGE)
        workshop = start(Model.stub(model_server), fetch_allow=(pages.pair,))
        gathering = await workshop.gather(urls=[other.url("/"), other.url("/").replace("127.0.0.1", "localhost")])

    assert [failure.code for failure in gathering.failures] == ["address_invalid", "address_invalid"]
    assert (gathering.items, other.asked) == ((), [])
