"""What somebody prefers to see."""

from sqlalchemy import update
from sqlmodel import Session, col, select

from persona_app.accounts.models import Account
from persona_app.accounts.schemas import Actor, Preferences


def get_preferences(session: Session, *, actor: Actor) -> Preferences:
    """What the actor prefers."""
    actor.require("read")
    shows_adult = session.exec(select(Account.shows_adult).where(Account.id == actor.account_id)).one_or_none()
    return Preferences(shows_adult=bool(shows_adult))


def prefer(session: Session, *, actor: Actor, shows_adult: bool) -> Preferences:
    """Have the gallery show this account explicit and unrated personas, or not."""
    actor.require("write")
    session.execute(update(Account).where(col(Account.id) == actor.account_id).values(shows_adult=shows_adult))
    return get_preferences(session, actor=actor)
