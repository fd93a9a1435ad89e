"""Two hundred names, headlines, contents and tags that want to be more than text are text everywhere."""

import json
from html.parser import HTMLParser
from io import BytesIO

import pytest
from lxml import etree, html
from PIL import Image

from persona_app.core.markdown import to_html
from persona_app.publishing.schemas import Credit, PublicPersona
from persona_app.web import first_paint
from persona_app.web.public.article import article
from persona_app.web.public.card import card_of, draw
from persona_app.web.public.files import as_json, as_markdown
from persona_app.web.public.lists import xml
from persona_app.web.public.page import public_page
from persona_app.web.public.visit import Visit
from tests.factories.hostile import hostile_texts
from tests.factories.public_personas import make_face, make_shown

VISIT = Visit(base="https://studio.example")
TEXTS = hostile_texts()
LONG_CLAIM = "winds every clock in the house on Sunday evenings, all eleven of them"
"""Long enough for lines of their own, whatever stands beside it."""
KINDS = pytest.mark.parametrize("texts", [TEXTS[start : start + 50] for start in range(0, len(TEXTS), 50)], ids=range(4))


def shown(text: str) -> PublicPersona:
    """A persona that says this wherever somebody may say something."""
    face = make_face(name=text, headline=text, claims=(text, LONG_CLAIM), quote=text, content=text, thoughts=(text,), character=text)
    return make_shown(face=face, tags=((text, 70),), creator=text, credit=Credit(slug="parent-abc123", name=text, creator=text))


def harmless() -> PublicPersona:
    """The same persona, saying nothing special."""
    return shown("word")


class Outline(HTMLParser):
    """The elements and attribute names of a page, as a browser's parser meets them; and its title."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.elements.append((tag, tuple(sorted(name for name, _ in attrs))))


def outline(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """What a page is made of, what its authors wrote as Markdown aside."""
    parser = Outline()
    parser.feed(page)
    return parser.elements


def whole(persona: PublicPersona) -> str:
    """The page as it is sent."""
    page = public_page(persona, VISIT)
    return first_paint.document(title=page.title, head=page.head, body=page.body)


def without_content(persona: PublicPersona) -> PublicPersona:
    """The persona without the part that may hold elements: sanitised Markdown."""
    return persona.model_copy(update={"face": persona.face.model_copy(update={"content_html": "<p>content</p>"})})


def test_there_are_two_hundred_different_ones() -> None:
    assert len(set(TEXTS)) == 200


@KINDS
def test_a_page_is_made_of_the_same_elements_whatever_is_said_in_it(texts: list[str]) -> None:
    for text in texts:
        assert outline(whole(without_content(shown(text)))) == outline(whole(without_content(harmless())))


@KINDS
def test_no_element_that_acts_comes_from_content(texts: list[str]) -> None:
    acting = {"script", "style", "img", "iframe", "form", "input", "base"}
    for text in texts:
        tree = html.fromstring(article(shown(text), VISIT))
        parts = [part for sheet in tree.xpath("//*[@class='content-sheet']") for part in sheet.iter()]
        assert [part.tag for part in parts if part.tag in acting] == []
        assert [name for part in parts for name in part.attrib if name.startswith("on") or name == "style"] == []
        links = [part.attrib["href"] for part in parts if "href" in part.attrib]
        assert [link for link in links if not link.startswith(("http://", "https://", "mailto:"))] == []


@KINDS
def test_a_title_is_one_line_that_runs_forwards(texts: list[str]) -> None:
    for text in texts:
        title = public_page(shown(text), VISIT).title
        assert title.endswith(" · Persona Studio")
        assert len(title) <= 120
        assert not set(title) & set("\u202e\u202d\u2066\u2067\n\r\x00")


@KINDS
def test_structured_data_is_one_document_that_says_the_words(texts: list[str]) -> None:
    for text in texts:
        page = html.fromstring(whole(shown(text)))
        [block] = page.xpath("//script[@type='application/ld+json']/text()")
        read = json.loads(block)
        assert read["mainEntity"]["@type"] == "Person"
        assert not set(block) & set("<>&")


@KINDS
def test_a_file_of_json_says_the_very_words_and_holds_no_tag(texts: list[str]) -> None:
    for text in texts:
        persona = shown(text)
        written = as_json(persona)
        assert PublicPersona.model_validate_json(written) == persona
        assert not set(written.decode()) & set("<>&")


@KINDS
def test_a_file_of_markdown_has_no_element_but_its_own(texts: list[str]) -> None:
    for text in texts:
        written = as_markdown(
            make_shown(face=make_face(name=text, headline=text, claims=(text,), quote=text, content="", thoughts=(text,))),
            address="https://studio.example/p/a",
        )
        plain = as_markdown(
            make_shown(face=make_face(name="w", headline="w", claims=("w",), quote="w", content="", thoughts=("w",))),
            address="https://studio.example/p/a",
        )
        assert {tag for tag, _ in outline(to_html(written.decode()))} <= {tag for tag, _ in outline(to_html(plain.decode()))}


@KINDS
def test_a_card_is_drawn(texts: list[str]) -> None:
    for text in texts:
        with Image.open(BytesIO(draw(card_of(shown(text))))) as card:
            assert card.size == (1200, 630)


@KINDS
def test_a_line_of_a_feed_is_well_formed(texts: list[str]) -> None:
    for text in texts:
        read = etree.fromstring(f"<summary>{xml(text)}</summary>".encode())
        assert len(read) == 0
