"""The page of a public persona as one string of HTML: the first paint and the page that takes over show the very same.

Everything that somebody wrote passes `words` or `escape`; only `content_html` is HTML already, sanitised when it was published.
Nothing here needs a script: what opens is `<details>` or a popover, what does something is a form.
"""

from html import escape
from itertools import count as numbers

from persona_app.publishing.schemas import PublicPersona, PublicThought
from persona_app.web.public import gate, parts
from persona_app.web.public.claims import Quotes, profile
from persona_app.web.public.plain import name_of, words
from persona_app.web.public.visit import Visit
from persona_app.web.shown.quantities import count

SHOWN_THOUGHTS = 12
"""How many thoughts stand open; the others are one press away."""


def article(persona: PublicPersona, visit: Visit) -> str:
    """The whole content of the page's main landmark."""
    if persona.is_adult and not visit.is_adult:
        return gate.closed(persona)
    quotes = Quotes(numbers(1))
    known = profile(persona.face.profile, quotes)
    thought = _thoughts(persona.face.thoughts, quotes)
    body = f'<div class="public-body"><div class="public-text">{known}{thought}{_content(persona)}</div>{parts.aside(persona)}</div>'
    return f'<article class="public">{_head(persona, visit)}{body}{parts.report(persona, visit)}{quotes.popovers()}</article>'


def _head(persona: PublicPersona, visit: Visit) -> str:
    face = persona.face
    headline = f'<p class="public-headline">{words(face.headline)}</p>' if face.headline else ""
    title = f'<div class="public-title"><h1>{words(name_of(face.name))}</h1>{headline}{parts.byline(persona)}</div>'
    return f'<header class="public-head">{parts.portrait(persona)}{title}{parts.actions(persona, visit)}{parts.tags(persona.tags)}</header>'


def _thoughts(thoughts: tuple[PublicThought, ...], quotes: Quotes) -> str:
    if not thoughts:
        return ""
    lines = [f"<li>{_thought(one, quotes)}</li>" for one in thoughts]
    first, rest = lines[:SHOWN_THOUGHTS], lines[SHOWN_THOUGHTS:]
    opened = f'<ul class="public-thoughts">{"".join(first)}</ul>'
    summary = f"<summary>{count(len(rest), 'more thought')}</summary>"
    more = f'<details class="public-more">{summary}<ul class="public-thoughts">{"".join(rest)}</ul></details>' if rest else ""
    return f'<section class="public-part"><h2>Thoughts</h2>{opened}{more}</section>'


def _thought(thought: PublicThought, quotes: Quotes) -> str:
    whose = " · ".join(words(part) for part in (thought.character, thought.movie) if part)
    mark = quotes.line(thought)
    return f'<p class="public-thought" dir="auto">{escape(thought.text)}{mark}</p><p class="tiny muted">{whose}</p>'


def _content(persona: PublicPersona) -> str:
    """The text that a model is given to speak as the persona: long, so folded; it stands in the page for whoever searches it."""
    if not persona.face.content_html.strip():
        return ""
    sheet = f'<div class="content-sheet"><div dir="auto">{persona.face.content_html}</div></div>'
    summary = '<summary><h2>The persona in full</h2><span class="small muted">what a model is told to speak as it</span></summary>'
    return f'<details class="public-part public-content">{summary}{sheet}</details>'
