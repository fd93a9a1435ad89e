"""Templates: those that come with the program, an owner's own, and personas made from either."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.core.config import get_settings
from persona_app.core.turns import take_turn
from persona_app.events.schemas import EventKind
from persona_app.events.services.recording import record
from persona_app.personas import queries
from persona_app.personas.checking import cleaned, problems_of
from persona_app.personas.errors import ContentInvalid, NoVersionYet
from persona_app.personas.lineage_errors import TemplateChanged, TemplateFixed, TemplateInvalid, TemplateNotFound, TooManyTemplates
from persona_app.personas.lineage_models import OwnTemplate, TemplateUse
from persona_app.personas.profile import Profile
from persona_app.personas.schemas import NewVersion, PersonaView
from persona_app.personas.services.lifecycle import checked_name, create_empty_persona, short_name
from persona_app.personas.services.versioning import append_version, find_latest_version
from persona_app.personas.template_schemas import Blank, CopiedContent, TemplateDraft, TemplateView
from persona_app.personas.templating import Template, fill_in, marks_of, read_templates, with_mark

TEMPLATE = "template"
"""The origin of the version that a persona made from a template begins with."""
BY_HAND = "by hand"
LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_VALUE, LONGEST_MARK, MOST_PLACEHOLDERS = 100, 1_000, 2_000, 40, 30


def list_templates(session: Session, *, actor: Actor) -> tuple[TemplateView, ...]:
    """The actor's own, last changed first, then those that come with the program by category and name."""
    actor.require("read")
    query = select(OwnTemplate).where(col(OwnTemplate.owner_id) == actor.account_id)
    own = session.execute(query.order_by(col(OwnTemplate.updated_at).desc(), col(OwnTemplate.id).desc())).scalars()
    uses = {row.slug: row.count for row in session.execute(select(TemplateUse)).scalars()}
    return (*map(_own_view, own), *(_shipped_view(each, count=uses.get(each.slug, 0)) for each in read_templates()))


def get_template(session: Session, *, actor: Actor, template_id: str) -> TemplateView:
    """One of them.

    Raises:
        TemplateNotFound: there is none of this id, or it is another's.
    """
    actor.require("read")
    if (shipped := _find_shipped(template_id)) is not None:
        count = session.execute(select(col(TemplateUse.count)).where(col(TemplateUse.slug) == template_id)).scalar_one_or_none()
        return _shipped_view(shipped, count=count or 0)
    return _own_view(_get_own(session, actor=actor, template_id=template_id))


def create_template(session: Session, *, actor: Actor, draft: TemplateDraft) -> TemplateView:
    """Keep a template of one's own. Each `{name}` in its content is a placeholder.

    Raises:
        TemplateInvalid, ContentInvalid, TooManyTemplates: nothing was made.
    """
    actor.require("write")
    checked = _checked(draft)
    most = get_settings().most_templates
    take_turn(session, "templates", account_id=actor.account_id)
    mine = select(func.count()).select_from(OwnTemplate).where(col(OwnTemplate.owner_id) == actor.account_id)
    if session.execute(mine).scalar_one() >= most:
        raise TooManyTemplates(most=most)
    row = OwnTemplate(owner_id=actor.account_id, category="", **_columns(checked))
    session.add(row)
    _tell(session, EventKind.TEMPLATE_CREATED, actor=actor, row=row)
    return _own_view(row)


def change_template(session: Session, *, actor: Actor, template_id: str, draft: TemplateDraft, lock_version: int) -> TemplateView:
    """Say all of it anew. Personas that were made from it stay as they are.

    Raises:
        TemplateNotFound, TemplateFixed: there is none, or it comes with the program.
        TemplateChanged, TemplateInvalid, ContentInvalid: nothing was changed.
    """
    actor.require("write")
    row = _get_own(session, actor=actor, template_id=template_id, for_change=True)
    if row.lock_version != lock_version:
        raise TemplateChanged
    row.sqlmodel_update({**_columns(_checked(draft)), "lock_version": row.lock_version + 1, "updated_at": now()})
    _tell(session, EventKind.TEMPLATE_CHANGED, actor=actor, row=row)
    return _own_view(row)


def delete_template(session: Session, *, actor: Actor, template_id: str) -> None:
    """Delete it; personas that were made from it stay.

    Raises:
        TemplateNotFound, TemplateFixed: there is none, or it comes with the program.
    """
    actor.require("write")
    row = _get_own(session, actor=actor, template_id=template_id, for_change=True)
    _tell(session, EventKind.TEMPLATE_DELETED, actor=actor, row=row)
    session.delete(row)
    session.flush()


def copy_content(session: Session, *, actor: Actor, persona_id: UUID) -> CopiedContent:
    """A persona's content as a template's: wherever its name stands by itself, `{name}` takes its place.

    Raises:
        PersonaNotFound: the actor owns no such persona.
        NoVersionYet: it has no content.
    """
    actor.require("read")
    persona = queries.get_view(session, actor=actor, persona_id=persona_id)
    version = find_latest_version(session, actor=actor, persona_id=persona_id)
    if version is None:
        raise NoVersionYet
    known = version.profile.identity.name
    content = version.content
    for words in sorted({persona.name, known.value if known else persona.name}, key=len, reverse=True):
        content = with_mark(content, words=words, name="name")
    asked = (Blank(name="name", question="What is the person called?", example=persona.name),) if "name" in marks_of(content) else ()
    return CopiedContent(persona_id=persona_id, name=persona.name, content=content, placeholders=placeholders_of(content, asked))


def use_template(session: Session, *, actor: Actor, template_id: str, values: Mapping[str, str], name: str = "") -> PersonaView:
    """Make a persona: the template's content with the answers in it is its version 1, as the owner's own words.

    Without a name it is called after the template. The use is counted.

    Raises:
        TemplateNotFound: there is none of this id, or it is another's.
        PlaceholderMissing, TemplateInvalid, ContentInvalid, NameInvalid: nothing was made.
    """
    actor.require("write")
    template = get_template(session, actor=actor, template_id=template_id)
    content = filled(template, values)
    given = checked_name(name) if name.strip() else ""
    persona = create_empty_persona(session, actor=actor, name=given, proposed=template.name)
    append_version(session, persona_id=persona.id, new=_first_version(actor, content=content, template=template))
    _count_use(session, template=template)
    return queries.get_view(session, actor=actor, persona_id=persona.id)


def filled(template: TemplateView, values: Mapping[str, str]) -> str:
    """The content with the answers in it.

    Raises:
        PlaceholderMissing: a question has no answer.
        TemplateInvalid: an answer is too long.
        ContentInvalid: the whole is too long, or holds what could run.
    """
    if any(len(value) > LONGEST_VALUE for value in values.values()):
        raise TemplateInvalid([f"An answer has at most {LONGEST_VALUE:,} characters."])
    asked = {each.name: each.question for each in template.placeholders}
    content = cleaned(fill_in(template.content, values, asked=asked, name=template.name))
    _require_fit(content)
    return content


def placeholders_of(content: str, described: Iterable[Blank] = ()) -> tuple[Blank, ...]:
    """What a content asks for: each of its marks, with the question that was written for it or one made of its name."""
    known = {each.name: each for each in described}
    return tuple(known.get(name, Blank(name=name, question=_question(name))) for name in marks_of(content) if len(name) <= LONGEST_MARK)


def _question(name: str) -> str:
    words = " ".join(name.split("_")).strip()
    return f"{words[:1].upper()}{words[1:]}?"


def _line(text: str) -> str:
    """In one line, without what no reader sees and no database keeps."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _checked(draft: TemplateDraft) -> TemplateDraft:
    """The draft as it is kept."""
    content = cleaned(draft.content).strip() + "\n"
    name, description = short_name(draft.name, most=LONGEST_NAME), _line(draft.description)
    faults = [] if name and len(draft.name.strip()) <= LONGEST_NAME else ["A template's name has 1 to 100 characters."]
    faults += [] if len(description) <= LONGEST_DESCRIPTION else ["A description has at most 1,000 characters."]
    faults += _faults_of(marks_of(content), draft.placeholders)
    if faults:
        raise TemplateInvalid(faults)
    _require_fit(content)
    asked = tuple(
        Blank(name=each.name, question=_line(each.question) or _question(each.name), example=_line(each.example))
        for each in placeholders_of(content, draft.placeholders)
    )
    return TemplateDraft(name=name, description=description, content=content, placeholders=asked)


def _faults_of(marks: Sequence[str], described: Sequence[Blank]) -> list[str]:
    names = [each.name for each in described]
    unused = [name for name in dict.fromkeys(names) if name not in marks]
    faults = [f"The placeholder “{name}” stands nowhere in the content as {{{name}}}." for name in unused]
    faults += ["Two placeholders have the same name."] if len(set(names)) < len(names) else []
    return faults + ([f"A template asks for at most {MOST_PLACEHOLDERS} things."] if len(marks) > MOST_PLACEHOLDERS else [])


def _require_fit(content: str) -> None:
    if problems := problems_of(content, most_bytes=get_settings().content_max_bytes):
        raise ContentInvalid(problems)


def _columns(draft: TemplateDraft) -> dict[str, Any]:
    return draft.model_dump(mode="json")


def _find_shipped(template_id: str) -> Template | None:
    return next((each for each in read_templates() if each.slug == template_id), None)


def _get_own(session: Session, *, actor: Actor, template_id: str, for_change: bool = False) -> OwnTemplate:
    if _find_shipped(template_id) is not None:
        raise TemplateFixed
    try:
        known = UUID(template_id)
    except ValueError as error:
        raise TemplateNotFound from error
    query = select(OwnTemplate).where(col(OwnTemplate.id) == known, col(OwnTemplate.owner_id) == actor.account_id)
    locked = query.with_for_update() if for_change else query
    row: OwnTemplate | None = session.execute(locked.execution_options(populate_existing=True)).scalar_one_or_none()
    if row is None:
        raise TemplateNotFound
    return row


def _own_view(row: OwnTemplate) -> TemplateView:
    return TemplateView(
        **row.model_dump(include={"name", "description", "category", "content", "use_count", "lock_version", "updated_at"}),
        id=str(row.id),
        placeholders=tuple(Blank.model_validate(each) for each in row.placeholders),
        is_own=True,
    )


def _shipped_view(template: Template, *, count: int) -> TemplateView:
    return TemplateView(
        id=template.slug,
        **template.model_dump(include={"name", "description", "content"}),
        category=template.category.value,
        placeholders=tuple(Blank(**each.model_dump()) for each in template.placeholders),
        is_own=False,
        use_count=count,
    )


def _count_use(session: Session, *, template: TemplateView) -> None:
    """Last of all in its transaction: others who use the same template wait for this row."""
    if template.is_own:
        row = session.get(OwnTemplate, UUID(template.id), with_for_update=True, populate_existing=True)
        if row is None:  # deleted since it was read
            raise TemplateNotFound
        row.use_count += 1
    else:
        first = insert(TemplateUse).values(slug=template.id, count=1)
        session.execute(first.on_conflict_do_update(index_elements=["slug"], set_={"count": TemplateUse.count + 1}))
    session.flush()


def _first_version(actor: Actor, *, content: str, template: TemplateView) -> NewVersion:
    """That no engine wrote anything is kept with it, so that later builds leave the owner's words as they are."""
    return NewVersion(
        profile=Profile(),
        content=content,
        engine_content="",
        author_id=actor.account_id,
        data_ids=(),
        engine=BY_HAND,
        model="",
        is_extractive=False,
        prompt_version="",
        summary=f"Made from the template “{template.name}”.",
        origin=TEMPLATE,
    )


def _tell(session: Session, kind: EventKind, *, actor: Actor, row: OwnTemplate) -> None:
    session.flush()
    record(session, kind=kind, actor_id=actor.account_id, owner_id=actor.account_id, detail={"name": row.name, "template_id": str(row.id)})
