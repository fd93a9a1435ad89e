"""What narrows the gallery: a quiet line of tags with counts, and one line of choices. Links and a form: they need no script."""

from collections.abc import Mapping

from markupsafe import Markup

from persona_app.gallery.schemas import Facets, Sort
from persona_app.web import routes
from persona_app.web.public.gallery.markup import CROSS, element
from persona_app.web.public.gallery.query import ONE_OF, GalleryQuery
from persona_app.web.shown.quantities import count

TAGS_SHOWN = 24
FORM = "gallery-form"
ANY: Mapping[str, str] = {
    "category": "Any kind of tag",
    "gender": "Any gender",
    "age_bucket": "Any age",
    "rating": "Any rating",
    "source": "Any source",
}
"""What each choice says while nothing is chosen."""
LABELS: Mapping[str, str] = {"category": "Kind of tag", "gender": "Gender", "age_bucket": "Age", "rating": "Rating", "source": "Source"}
SAID: Mapping[str, str] = {
    "child": "Child, to 12",
    "teen": "Teen, 13 to 17",
    "young_adult": "Young adult, 18 to 29",
    "adult": "Adult, 30 to 59",
    "senior": "Senior, from 60",
    "nonbinary": "Non-binary",
    "manual": "From texts",
    "derived": "Derived",
    "movie": "From film characters",
}
SORTS: Mapping[Sort, str] = {
    Sort.RELEVANCE: "Best match",
    Sort.POPULAR: "Popular",
    Sort.NEW: "Newest",
    Sort.LIKED: "Most liked",
}


def tag_line(query: GalleryQuery, facets: Facets) -> Markup:
    """The chosen tags, then those that the personas found have, with how many of them."""
    counted = {one.value: one.count for one in facets.tags}
    others = [tag for tag in counted if tag not in query.filters.tags][:TAGS_SHOWN]
    items = [_tag(query, tag, counted.get(tag)) for tag in (*query.filters.tags, *others)]
    return element("nav", element("ul", *items), class_="gallery-tags", aria_label="Tags") if items else Markup("")


def _tag(query: GalleryQuery, tag: str, found: int | None) -> Markup:
    is_chosen = tag in query.filters.tags
    number = element("span", f"{found:,}", class_="tag-count", aria_hidden="true") if found is not None else None
    label = f"Without the tag {tag}" if is_chosen else f"{tag}, {count(found or 0, 'persona')}"
    link = element(
        "a",
        tag,
        CROSS if is_chosen else number,
        class_="gallery-tag is-chosen" if is_chosen else "gallery-tag",
        href=query.toggled(tag).address(),
        rel="nofollow",
        aria_label=label,
        data_query=True,
        data_tag=tag,
    )
    return element("li", link)


def choices(query: GalleryQuery, facets: Facets) -> Markup:
    """One choice for each facet, and the order."""
    kept = [element("input", type="hidden", name="tags", value=tag, form=FORM) for tag in query.filters.tags]
    selects = [_choice(query, field, facets) for field in ONE_OF]
    button = element("button", "Show", type="submit", form=FORM, class_="button is-small without-scripts")
    clear = element("a", "Clear all", class_="gallery-clear", href=routes.GALLERY, data_query=True) if query.is_narrowed else None
    return element("div", *kept, *selects, _order(query), button, clear, class_="gallery-choices", role="group", aria_label="Filters")


def _choice(query: GalleryQuery, field: str, facets: Facets) -> Markup | None:
    chosen = query.chosen(field)
    counted = {one.value: one.count for one in getattr(facets, field)}
    if chosen and chosen not in counted:
        counted[chosen] = 0
    if not counted or (len(counted) == 1 and not chosen):
        return None
    options = [_option(value, f"{said(value)} · {found:,}", is_chosen=value == chosen) for value, found in counted.items()]
    return _select(ONE_OF[field], LABELS[field], _option("", ANY[field], is_chosen=not chosen), *options, is_set=bool(chosen))


def _order(query: GalleryQuery) -> Markup:
    offered = [sort for sort in SORTS if sort is not Sort.RELEVANCE or query.words]
    usual = query.model_copy(update={"sort": None}).order
    options = [_option("" if sort is usual else sort.value, SORTS[sort], is_chosen=sort is query.order) for sort in offered]
    return _select("sort", "Order", *options, is_set=query.order is not usual)


def _select(name: str, label: str, *options: Markup, is_set: bool) -> Markup:
    look = "gallery-choice is-set" if is_set else "gallery-choice"
    return element("select", *options, name=name, form=FORM, class_=look, aria_label=label, autocomplete="off")


def _option(value: str, text: str, *, is_chosen: bool) -> Markup:
    return element("option", text, value=value, selected=is_chosen)


def said(value: str) -> str:
    """A value as people say it."""
    return SAID.get(value, value.replace("_", " ").capitalize())
