"""Whether somebody wants to see adult content: an account's own word wherever it is logged in, else the browser's."""

from persona_app.accounts.schemas import Actor
from persona_app.accounts.services.preferring import get_preferences
from persona_app.publishing.schemas import Lookup, PublicPersona
from persona_app.web import gateway
from persona_app.web.public.visit import Visit, has_agreed


async def wants_adult(cookie: str, actor: Actor | None) -> bool:
    """What this reader said: `cookie` is the request's header, `actor` whose session it holds."""
    if actor is not None:
        return (await gateway.call(get_preferences, actor=actor)).shows_adult
    return has_agreed(cookie)


async def as_agreed(visit: Visit, found: Lookup, actor: Actor | None) -> Visit:
    """The visit, with the account's word in place of the browser's where the page is behind the gate; elsewhere nobody is asked."""
    if actor is None or not (isinstance(found, PublicPersona) and found.is_adult):
        return visit
    return visit.model_copy(update={"is_adult": await wants_adult("", actor)})
