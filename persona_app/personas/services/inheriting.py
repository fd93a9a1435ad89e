"""A child and its parent: choosing one, what of it the child has, what the parent changed since, leaving it.

Whatever a child is, its versions hold whole; these services append versions and never change one. What the parent says now is handed in
(`Parent`), since a public one is read elsewhere: nothing here looks at what another owner has.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.core import clock
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.llm.questions import ClaimField
from persona_app.personas import queries
from persona_app.personas.claims import claim_text, claims_at
from persona_app.personas.errors import NoVersionYet
from persona_app.personas.inheriting import (
    BIG_FIVE,
    CONTENT,
    FIELDS,
    TITLES,
    FieldChange,
    Mode,
    State,
    after_parent,
    changes_between,
    composed,
    effective,
    modes_now,
    modes_of,
    origin_of,
    own_of,
    switched,
    taken_over,
)
from persona_app.personas.lineage_errors import InheritanceInvalid, NoParent, NothingToTake, ParentGone
from persona_app.personas.models import Persona
from persona_app.personas.parents import GONE, UNSEEN, FieldView, Parent, ParentView, Tie
from persona_app.personas.profile import Profile
from persona_app.personas.schemas import NewVersion, VersionView
from persona_app.personas.services.deriving import INHERITED, inherited_profile
from persona_app.personas.services.lifecycle import require_unchanged, touch
from persona_app.personas.services.tying import (
    cut_tie,
    decline,
    digest,
    find_living_tie,
    find_tie,
    require_line,
    write_choices,
    write_tie,
)
from persona_app.personas.services.versioning import append_version, find_latest_version

BY_HAND = "by hand"


def read_own_parent(session: Session, *, actor: Actor, persona_id: UUID) -> Parent:
    """One of the actor's personas as a parent: its newest version.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        NoVersionYet: there is nothing to take over.
    """
    view = queries.get_view(session, actor=actor, persona_id=persona_id)
    version = find_latest_version(session, actor=actor, persona_id=persona_id)
    if version is None:
        queries.require_owned(session, actor=actor, persona_id=persona_id)  # it may have gone with its versions since
        raise NoVersionYet
    profile = inherited_profile(version.profile, persona_id=persona_id, version=version.number)
    state = State(profile=profile, content=version.content)
    return Parent(id=persona_id, name=view.name, version=version.number, follows="version", state=state)


def view_parent(session: Session, *, actor: Actor, persona_id: UUID, now: Parent | None) -> ParentView:
    """The child's tie, field by field; `now` is the parent as it is, None when it cannot be read.

    Raises:
        PersonaNotFound: the actor owns no such persona.
    """
    actor.require("read")
    child = queries.get_view(session, actor=actor, persona_id=persona_id)
    tie = find_tie(session, persona_id=persona_id)
    if tie is None:
        return ParentView(persona_id=persona_id, lock_version=child.lock_version)
    name = tie.parent_name if tie.follows == "version" else GONE if tie.ended_why == "deleted" else UNSEEN
    told = {"name": name, "follows": tie.follows, "version": tie.version, "lock_version": child.lock_version}
    if tie.ended_at is not None:
        return ParentView(persona_id=persona_id, ended_at=tie.ended_at, ended_why=tie.ended_why, **told)
    told |= {"name": now.name, "slug": now.slug, "newest_version": now.version} if now else {}
    version = find_latest_version(session, actor=actor, persona_id=persona_id)
    fields = _fields(_state(version), tie, now) if version else ()
    return ParentView(persona_id=persona_id, parent_id=tie.parent_id, taken_at=tie.taken_at, fields=fields, **told)


def choose_parent(session: Session, *, actor: Actor, persona_id: UUID, parent: Parent, lock_version: int) -> VersionView:
    """Let a persona follow this parent. What it says itself stays; what it has of an earlier parent becomes its own.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        PersonaChanged, PersonaArchived, ParentsCircle, ParentTooDeep: nothing was changed.
        ParentGone: it was deleted since it was read.
    """
    persona = _lock(session, actor=actor, persona_id=persona_id, lock_version=lock_version, what="The parent")
    require_line(session, child_id=persona_id, parent_id=parent.id)
    version = find_latest_version(session, actor=actor, persona_id=persona_id)
    before = find_living_tie(session, persona_id=persona_id)
    is_same = before is not None and before.parent_id == parent.id
    known = before.state if before is not None and is_same else parent.state
    state = State() if version is None else _state(version) if is_same else _with_hidden(_state(version), before)
    modes = modes_now(state, parent_id=parent.id, parent=known, chosen=before.chosen if before is not None and is_same else {})
    modes = modes if version else dict.fromkeys(FIELDS, Mode.INHERITED)
    own = own_of(state, parent_id=parent.id, parent=known, modes=modes)
    write_tie(session, child=persona, parent=parent)
    _tell(session, EventKind.PARENT_CHOSEN, actor=actor, persona=persona, parent=parent.kept_name, parent_id=str(parent.id))
    summary = f"Follows version {parent.version} of {parent.called} from here on."
    made = effective(own, parent=parent.state, modes=modes)
    words = version.engine_content if version and version.content == made.content else None
    return _append(session, actor=actor, persona=persona, of=version, state=made, summary=summary, engine_content=words)


def leave_parent(session: Session, *, actor: Actor, persona_id: UUID, lock_version: int) -> ParentView:
    """Follow nobody any more; the newest version stays as it is, with all that it has of the parent. Also takes away the note about a
    parent that was deleted.

    Raises:
        PersonaNotFound, NoParent: there is nobody to leave.
        PersonaChanged, PersonaArchived: nothing was changed.
    """
    persona = _lock(session, actor=actor, persona_id=persona_id, lock_version=lock_version, what="Leaving the parent")
    tie = find_tie(session, persona_id=persona_id)
    if tie is None:
        raise NoParent
    cut_tie(session, child=persona)
    if tie.ended_at is None:
        _tell(session, EventKind.PARENT_LEFT, actor=actor, persona=persona, parent=tie.parent_name, parent_id=str(tie.parent_id))
        touch(persona, at=clock.now())
    session.flush()
    return ParentView(persona_id=persona_id, lock_version=persona.lock_version)


def set_inheritance(
    session: Session, *, actor: Actor, persona_id: UUID, fields: Mapping[str, str], lock_version: int, now: Parent | None
) -> VersionView:
    """Say for some fields whether they are inherited, overridden or appended; a new version has them so.

    A field that follows the parent again takes over what it says now, or said last where it cannot be read. The child's own that a choice
    hides is kept, and comes back with another choice.

    Raises:
        PersonaNotFound, NoParent, NoVersionYet: there is nothing to choose for.
        InheritanceInvalid: no such field, or no such mode for it.
        PersonaChanged, PersonaArchived: nothing was changed.
    """
    chosen = _checked(fields)
    persona = _lock(session, actor=actor, persona_id=persona_id, lock_version=lock_version, what="Your choice")
    tie, version = _tied(session, actor=actor, persona_id=persona_id)
    before = _modes(_state(version), tie)
    to = {**before, **chosen}
    renewed = [field for field in chosen if to[field] is not Mode.OVERRIDDEN and before[field] is Mode.OVERRIDDEN]
    parent = taken_over(tie.state, now.state, fields=renewed) if now else tie.state
    own = switched(_state(version), parent_id=tie.parent_id, parent=tie.state, modes=before, to=to, aside=tie.aside)
    if now is not None and renewed:
        _renew(session, persona=persona, tie=tie, now=now, state=parent)
    write_choices(session, persona_id=persona_id, chosen=chosen, own=own)
    _tell(session, EventKind.INHERITANCE_CHANGED, actor=actor, persona=persona, fields=_named(chosen))
    summary = "; ".join(f"{TITLES[field]}: {mode.value}" for field, mode in chosen.items())[:200]
    made = effective(own, parent=parent, modes=to)
    words = _engine_words(version, before=tie.state, after=parent, mode=to[CONTENT], was=before[CONTENT], content=made.content)
    return _append(session, actor=actor, persona=persona, of=version, state=made, summary=f"{summary}.", engine_content=words)


def take_over(
    session: Session, *, actor: Actor, persona_id: UUID, fields: Iterable[str] | None, lock_version: int, now: Parent | None
) -> VersionView:
    """Take over what the parent changed in these fields (None: in all that follow it); a new version has it.

    Raises:
        PersonaNotFound, NoParent, NoVersionYet: there is nothing to take over from.
        ParentGone: the parent cannot be read.
        NothingToTake: the parent says nothing new there.
        PersonaChanged, PersonaArchived: nothing was taken over.
    """
    persona = _lock(session, actor=actor, persona_id=persona_id, lock_version=lock_version, what="What the parent changed")
    tie, version, changes = _changed(session, actor=actor, persona_id=persona_id, now=now, fields=fields)
    if now is None:
        raise ParentGone
    taken = [each.field for each in changes]
    state, modes = _state(version), _modes(_state(version), tie)
    parent = taken_over(tie.state, now.state, fields=taken)
    own = own_of(state, parent_id=tie.parent_id, parent=tie.state, modes=modes)
    _renew(session, persona=persona, tie=tie, now=now, state=parent)
    _tell(session, EventKind.PARENT_FOLLOWED, actor=actor, persona=persona, parent=now.kept_name, fields=_named(taken), version=now.version)
    summary = f"Taken over from version {now.version} of {now.called}: {_named(taken)}."
    made = effective(own, parent=parent, modes=modes)
    words = _engine_words(version, before=tie.state, after=parent, mode=modes[CONTENT], was=modes[CONTENT], content=made.content)
    return _append(session, actor=actor, persona=persona, of=version, state=made, summary=summary, engine_content=words)


def keep_as_is(
    session: Session, *, actor: Actor, persona_id: UUID, fields: Iterable[str] | None, lock_version: int, now: Parent | None
) -> None:
    """Do not take over what the parent changed in these fields (None: in any); it is proposed again once the parent says something else.

    Raises:
        as `take_over`.
    """
    persona = _lock(session, actor=actor, persona_id=persona_id, lock_version=lock_version, what="Your choice")
    _tie, _version, changes = _changed(session, actor=actor, persona_id=persona_id, now=now, fields=fields)
    decline(session, persona_id=persona_id, digests={each.field: _digest(each) for each in changes})
    touch(persona, at=clock.now())
    session.flush()


def _lock(session: Session, *, actor: Actor, persona_id: UUID, lock_version: int, what: str) -> Persona:
    actor.require("write")
    persona = queries.lock(session, actor=actor, persona_id=persona_id)
    require_unchanged(persona, lock_version=lock_version, what=what)
    return persona


def _tied(session: Session, *, actor: Actor, persona_id: UUID) -> tuple[Tie, VersionView]:
    tie = find_living_tie(session, persona_id=persona_id)
    if tie is None:
        raise NoParent
    version = find_latest_version(session, actor=actor, persona_id=persona_id)
    if version is None:
        raise NoVersionYet
    return tie, version


def _changed(
    session: Session, *, actor: Actor, persona_id: UUID, now: Parent | None, fields: Iterable[str] | None
) -> tuple[Tie, VersionView, list[FieldChange]]:
    tie, version = _tied(session, actor=actor, persona_id=persona_id)
    if now is None:
        raise ParentGone
    open_ones = _open_changes(tie, now, modes=_modes(_state(version), tie))
    wanted = set(open_ones) if fields is None else set(fields)
    if not wanted or not wanted <= set(open_ones):
        raise NothingToTake
    return tie, version, [open_ones[field] for field in FIELDS if field in wanted]


def _open_changes(tie: Tie, now: Parent, *, modes: Mapping[str, Mode]) -> dict[str, FieldChange]:
    """What the parent changed and nobody has declined."""
    found = changes_between(tie.state, now.state, modes=modes)
    return {each.field: each for each in found if tie.declined.get(each.field) != _digest(each)}


def _digest(change: FieldChange) -> str:
    new, gone = (sorted((claim.value, claim.who) for claim in claims) for claims in (change.new, change.gone))
    return digest((new, gone, change.after))


def _renew(session: Session, *, persona: Persona, tie: Tie, now: Parent, state: State) -> None:
    """Note what was taken over, under the parent's present version."""
    write_tie(session, child=persona, parent=now, state=state)


def _state(version: VersionView) -> State:
    return State(profile=version.profile, content=version.content)


def _modes(state: State, tie: Tie) -> dict[str, Mode]:
    return modes_now(state, parent_id=tie.parent_id, parent=tie.state, chosen=tie.chosen)


def _with_hidden(state: State, tie: Tie | None) -> State:
    """What a child is, with what its former choices hid."""
    if tie is None or tie.aside == State():
        return state
    modes = _modes(state, tie)
    hidden = {field: modes_of(field)[-1] for field in tie.chosen if modes[field] is Mode.INHERITED and field != CONTENT}
    to = {**modes, **hidden}
    own = switched(state, parent_id=tie.parent_id, parent=tie.state, modes=modes, to=to, aside=tie.aside)
    return effective(own, parent=tie.state, modes=to)


def _checked(fields: Mapping[str, str]) -> dict[str, Mode]:
    for field, mode in fields.items():
        if field not in FIELDS:
            raise InheritanceInvalid(field)
        if mode not in modes_of(field):
            raise InheritanceInvalid(field, modes_of(field))
    if not fields:
        raise InheritanceInvalid("")
    return {field: Mode(mode) for field, mode in fields.items()}


def _append(
    session: Session, *, actor: Actor, persona: Persona, of: VersionView | None, state: State, summary: str, engine_content: str | None
) -> VersionView:
    """The child as it is now."""
    new = NewVersion(
        profile=state.profile,
        content=state.content,
        engine_content=engine_content,
        author_id=actor.account_id,
        data_ids=of.data_ids if of else (),
        thought_ids=of.thought_ids if of else (),
        engine=of.engine if of else BY_HAND,
        model=of.model if of else "",
        is_extractive=of.is_extractive if of else False,
        prompt_version=of.prompt_version if of else "",
        summary=summary,
        origin=INHERITED,
    )
    append_version(session, persona_id=persona.id, new=new)
    session.flush()
    version = find_latest_version(session, actor=actor, persona_id=persona.id)
    if version is None:
        raise NoVersionYet
    return version


def _engine_words(of: VersionView, *, before: State, after: State, mode: Mode, was: Mode, content: str) -> str | None:
    """What stands beside the content for the next build to tell an engine's words from the owner's; see `PersonaVersion.engine_content`.

    A content of one's own that was hidden counts as the owner's words from first to last: nothing overwrites it.
    """
    if mode is Mode.INHERITED:
        return None
    if was is Mode.INHERITED and content != of.content:
        return composed("", after.content, mode)
    if of.engine_content is None or mode is Mode.OVERRIDDEN:
        return of.engine_content
    return composed(after_parent(of.engine_content, parent=before.content), after.content, mode)


def _tell(session: Session, kind: EventKind, *, actor: Actor, persona: Persona, **detail: object) -> None:
    record(session, kind=kind, actor_id=actor.account_id, owner_id=persona.owner_id, persona_id=persona.id, detail=detail)


def _named(fields: Iterable[str]) -> str:
    return ", ".join(TITLES[field] for field in fields)


def _fields(state: State, tie: Tie, now: Parent | None) -> tuple[FieldView, ...]:
    modes = _modes(state, tie)
    changes = _open_changes(tie, now, modes=modes) if now else {}
    return tuple(
        FieldView(
            field=field,
            title=TITLES[field],
            mode=modes[field],
            modes=modes_of(field),
            is_chosen=field in tie.chosen and tie.chosen[field] is modes[field],
            origin=origin_of(field, state, parent_id=tie.parent_id, mode=modes[field]),
            shown=_words(state, field),
            theirs=_words(tie.state, field),
            hidden=_words(tie.aside, field),
            change=changes.get(field),
        )
        for field in FIELDS
    )


def _words(state: State, field: str) -> tuple[str, ...]:
    if field == CONTENT:
        return (state.content,) if state.content else ()
    if field == BIG_FIVE:
        return _scores(state.profile)
    return tuple(claim_text(claim) for claim in claims_at(state.profile, ClaimField(field)))


def _scores(profile: Profile) -> tuple[str, ...]:
    return tuple(f"{name.capitalize()} {factor.score}" for name, factor in profile.personality.big_five if factor is not None)
