"""What stands in the gallery's place of the page: the opening, the search, what narrows it, the personas found."""

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

from persona_app.gallery.schemas import LONGEST_QUERY, Facets, PublicCard
from persona_app.web import routes
from persona_app.web.public.gallery import opening
from persona_app.web.public.gallery.card import Reader, grid
from persona_app.web.public.gallery.filters import FORM, choices, tag_line
from persona_app.web.public.gallery.markup import LENS, element, join, words
from persona_app.web.public.gallery.query import GalleryQuery
from persona_app.web.shown.quantities import count


class GalleryView(BaseModel):
    """What was found, and for whom.

    Attributes:
        next_cursor: where more begins; empty at the end.
        path: where the page stands.
        is_bare: nobody has published anything yet.
        shows_adult: the reader asked for adult content.
    """

    model_config = ConfigDict(frozen=True)

    query: GalleryQuery
    path: str = routes.GALLERY
    cards: tuple[PublicCard, ...] = ()
    facets: Facets = Facets()
    total: int = 0
    is_capped: bool = False
    next_cursor: str = ""
    did_you_mean: str = ""
    is_bare: bool = False
    shows_adult: bool = False
    reader: Reader = Reader()


def gallery(view: GalleryView) -> Markup:
    """The whole of it."""
    if view.is_bare and not view.query.is_narrowed:
        return element("div", opening.bare(is_signed_in=view.reader.is_signed_in), data_gallery=True, class_="gallery is-bare")
    head = opening.signed_in() if view.reader.is_signed_in else opening.visitor()
    return element(
        "div",
        head,
        search(view.query),
        line(view),
        part("filters", tag_line(view.query, view.facets), choices(view.query, view.facets), class_="gallery-filters"),
        part("results", results(view), class_="gallery-results"),
        data_gallery=True,
        class_="gallery",
    )


def part(name: str, *content: Markup, class_: str) -> Markup:
    """A piece that the script replaces by itself."""
    return element("div", *content, data_part=name, class_=class_)


def search(query: GalleryQuery) -> Markup:
    """The field. The script gives it the focus, unless somebody comes back to a place further down; `/` does so at any time."""
    field = element(
        "input",
        type="search",
        id="gallery-words",
        name="q",
        value=query.words,
        placeholder="A name, a trade, a place, a word",
        maxlength=LONGEST_QUERY,
        autocomplete="off",
        enterkeyhint="search",
        spellcheck="false",
        data_gallery_words=True,
    )
    label = element("label", "Search personas", for_="gallery-words", class_="visually-hidden")
    key = element("kbd", "/", class_="gallery-key", aria_hidden="true")
    button = element("button", "Search", type="submit", class_="button is-small without-scripts")
    inside = element("div", LENS, field, key, button, class_="gallery-field")
    return element("form", label, inside, id=FORM, method="get", action=routes.GALLERY, role="search", data_gallery_form=True)


def line(view: GalleryView) -> Markup:
    """Below the field: what was found, what may be meant, and whether something is kept back."""
    status = element("p", said(view), role="status", data_part="status")
    return element("div", status, part("hint", hint(view), class_="gallery-hint"), adult(view), class_="gallery-line")


def hint(view: GalleryView) -> Markup:
    """Another spelling, where nobody has the words as they are. The script shows suggestions here while somebody types."""
    if not view.did_you_mean:
        return Markup("")
    href = view.query.with_words(view.did_you_mean).address()
    meant = element("a", view.did_you_mean, href=href, data_query=True)
    return element("p", f"Nobody has “{view.query.words}”. Did you mean ", meant, "?")


def said(view: GalleryView) -> str:
    """What was found, in a few words: it is read out when it changes."""
    words = view.did_you_mean or view.query.words
    searched = f" for “{words}”" if words else ""
    if not view.cards:
        return f"Nobody found{searched}"
    return f"{'More than ' if view.is_capped else ''}{count(view.total, 'persona')}{searched}"


def adult(view: GalleryView) -> Markup:
    """Adult content: off until somebody asks for it, and says that they may see it."""
    if view.shows_adult:
        hide = element("button", "Hide adult content", type="submit", class_="link-button")
        return _adult_form(hide, view.reader, wanted="no")
    ask = element(
        "div",
        element("p", "Some personas are explicit, or nobody could rate them. Are you an adult, and do you want to see them?"),
        _adult_form(element("button", "I am an adult: show them", type="submit", class_="button is-small"), view.reader, wanted="yes"),
        class_="menu-panel adult-panel",
    )
    summary = element("summary", "Adult content is hidden")
    return element("details", summary, ask, class_="menu adult", data_menu=True)


def _adult_form(button: Markup, reader: Reader, *, wanted: str) -> Markup:
    hidden = (
        element("input", type="hidden", name="wanted", value=wanted),
        element("input", type="hidden", name="then", value=reader.here, data_here=True),
    )
    return element("form", button, *hidden, method="post", action=routes.ADULT_CONTENT)


def results(view: GalleryView) -> Markup:
    """The grid and the way on, or what to do when there is nobody."""
    if not view.cards:
        return _nobody(view.query)
    return join(grid(view.cards, reader=view.reader), more(view))


def more(view: GalleryView) -> Markup:
    """The way on: a longer page without scripts; with them the next cards are fetched from the cursor when the end comes near."""
    if not view.next_cursor:
        return Markup("")
    longer = view.query.longer()
    href = longer.address(view.path)
    link = element("a", "Show more", class_="button", href=href, rel="nofollow", data_more=view.next_cursor, data_shown=longer.shown)
    return element("div", link, class_="more", data_part="more")


def _nobody(query: GalleryQuery) -> Markup:
    text = "Try fewer letters or another word." if query.words else "No public persona has all of this together."
    clear = element("a", "Show everybody", class_="button is-primary", href=routes.GALLERY, data_query=True)
    title = element("h2", "Nobody here fits", class_="empty-title")
    return element("section", title, element("p", text, class_="empty-text"), clear, class_="empty")


def liked(view: GalleryView) -> Markup:
    """What somebody likes."""
    head = element("header", element("h1", "Liked"), class_="gallery-title")
    if view.cards:
        return element("div", head, part("results", results(view), class_="gallery-results"), data_gallery=True, class_="gallery")
    text = "Press the heart of a persona in the gallery, and it waits for you here."
    action = element("a", "Go to the gallery", class_="button is-primary", href=routes.GALLERY)
    title = element("h2", "Nothing liked yet", class_="empty-title")
    empty = element("section", title, element("p", text, class_="empty-text"), action, class_="empty")
    return element("div", head, empty, data_gallery=True, class_="gallery")


def creator(view: GalleryView, handle: str) -> Markup:
    """What somebody has published."""
    head = element("header", element("h1", words(handle)), class_="gallery-title")
    shown = results(view) if view.cards else element("p", "All of them are for adults.", class_="muted")
    return element("div", head, line(view), part("results", shown, class_="gallery-results"), data_gallery=True, class_="gallery")


def failed(sentence: str, *, again: str) -> Markup:
    """The page could not be read."""
    action = element("a", "Try again", class_="button is-primary", href=again)
    title = element("h1", "The gallery could not be read", class_="empty-title")
    return element("section", title, element("p", sentence, class_="empty-text"), action, class_="empty", role="alert")


def nobody_here() -> Markup:
    """A handle that nobody has, or that has published nothing."""
    action = element("a", "Go to the gallery", class_="button is-primary", href=routes.GALLERY)
    text = "Nobody has published anything under this name. Everything that is public is in the gallery."
    title = element("h1", "Nobody here", class_="empty-title")
    return element("section", title, element("p", text, class_="empty-text"), action, class_="empty", data_gallery=True)
