"""Before content that is not for everybody, and in place of what is not there."""

from html import escape

from persona_app.publishing.schemas import PublicPersona, Rating
from persona_app.web import routes
from persona_app.web.public import parts
from persona_app.web.public.plain import name_of, words

WHY = {
    Rating.EXPLICIT: "It is rated explicit: it holds sexual or drastic content.",
    Rating.UNRATED: "Nobody has rated it yet, so it may hold explicit content.",
}


def closed(persona: PublicPersona) -> str:
    """Name and creator, and a button that opens the rest; the headline, the picture and the tags stay behind it."""
    here = escape(routes.public_page(persona.slug))
    then = f'<input type="hidden" name="wanted" value="yes"><input type="hidden" name="then" value="{here}">'
    lead = f'<p class="page-lead">{WHY.get(persona.rating, "")} Go on only if you are an adult where you live and want to see it.</p>'
    button = '<button type="submit" class="button is-primary">I am an adult: show it</button>'
    back = f'<a class="button" href="{routes.GALLERY}">Back to the gallery</a>'
    form = f'<form method="post" action="{routes.ADULT_CONTENT}" class="row">{then}{button}{back}</form>'
    by = f'<p class="small muted">by {parts.creator_link(persona.creator)}</p>'
    title = f'<div class="public-title"><h1>{words(name_of(persona.face.name))}</h1>{by}</div>'
    return f'<article class="public is-gated">{parts.portrait(persona, is_hidden=True)}{title}{lead}{form}</article>'


def gone() -> str:
    """It was public once."""
    return _nothing("This persona is no longer public", "Its creator or the people who run this site have withdrawn it.")


def missing() -> str:
    """There never was anything."""
    return _nothing("There is no persona at this address", "The address may be mistyped. Everything that is public is in the gallery.")


def _nothing(title: str, text: str) -> str:
    on = f'<a class="button is-primary" href="{routes.GALLERY}">Go to the gallery</a>'
    return f'<section class="empty"><h1 class="empty-title">{title}</h1><p class="empty-text">{text}</p>{on}</section>'
