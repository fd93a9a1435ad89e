"""Which event handler may be called by whom. Default: nobody.

Any client of the socket can call every public method of every state with any argument, so this table is the wall: a handler
that is not listed is refused, a listed one gets only a payload that fits its own signature, read strictly, and whoever needs an
account is looked up in the session's row for every single event. `tests/architecture` walks all registered handlers.
"""

import inspect
import json
from collections.abc import Mapping
from enum import IntEnum
from functools import lru_cache
from typing import Any, get_type_hints

import reflex as rx
from loguru import logger
from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from reflex.app import App
from reflex.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event
from reflex_base.registry import RegisteredEventHandler, RegistrationContext
from reflex_base.utils.form import form_data_as_dict

from persona_app.core.request_id import new_request_id, remember_request_id
from persona_app.web import routes, session

PAYLOAD_MOST = 64_000
"""Characters of JSON in one event; long texts travel by form endpoints."""


class Who(IntEnum):
    """Who may call a handler; each level includes the ones after it."""

    NOBODY = 0
    ANYONE = 1
    ACCOUNT = 2
    OPERATOR = 3


_BY_STATE: Mapping[str, str] = {
    "StudioState": "page_loaded archived_shown more_wanted searched sort_chosen folder_chosen label_chosen cleared",
    "ShelfState": "opened add_asked named removed",
    "ChoosingState": "opened toggled shown_chosen all_chosen none_chosen name_asked "
    "label_put label_taken moved archive_clicked delete_clicked kept time_over",
    "DetailsState": "opened noted type_chosen fact_added fact_removed",
    "CharacterSearchState": "opened searched genre_chosen year_typed more_wanted",
}
"""Handlers for accounts, by state."""

HANDLERS: Mapping[str, Who] = {
    **{f"{state}.{name}": Who.ACCOUNT for state, names in _BY_STATE.items() for name in names.split()},
    "IdentityState.page_loaded": Who.ANYONE,
    "ToastState.dismissed": Who.ANYONE,
    "ToastState.unexpected_failure": Who.ANYONE,
    "AuthFormState.page_loaded": Who.ANYONE,
    "PublicPersonaState.opened": Who.ANYONE,
    "ImportsState.opened": Who.ACCOUNT,
    "ImportsState.watched": Who.ACCOUNT,
    "ImportsState.chosen": Who.ACCOUNT,
    "ImportsState.more_wanted": Who.ACCOUNT,
    "ImportsState.cancel_clicked": Who.ACCOUNT,
    "NewPersonaState.opened": Who.ACCOUNT,
    "NewPersonaState.read_clicked": Who.ACCOUNT,
    "NewPersonaState.derive_clicked": Who.ACCOUNT,
    "NewPersonaState.more_wanted": Who.ACCOUNT,
    "FromTemplateState.opened": Who.ACCOUNT,
    "FromTemplateState.answered": Who.ACCOUNT,
    "FromTemplateState.use_clicked": Who.ACCOUNT,
    "TemplatesState.opened": Who.ACCOUNT,
    "TemplatesState.content_written": Who.ACCOUNT,
    "TemplatesState.saved": Who.ACCOUNT,
    "TemplatesState.delete_asked": Who.ACCOUNT,
    "TemplatesState.delete_declined": Who.ACCOUNT,
    "TemplatesState.delete_confirmed": Who.ACCOUNT,
    "ParentState.opened": Who.ACCOUNT,
    "ParentState.build_ended": Who.ACCOUNT,
    "ParentState.mode_chosen": Who.ACCOUNT,
    "ParentState.take_clicked": Who.ACCOUNT,
    "ParentState.keep_clicked": Who.ACCOUNT,
    "ParentState.take_all_clicked": Who.ACCOUNT,
    "ParentState.parent_chosen": Who.ACCOUNT,
    "ParentState.more_wanted": Who.ACCOUNT,
    "ParentState.leave_asked": Who.ACCOUNT,
    "ParentState.leave_declined": Who.ACCOUNT,
    "ParentState.leave_confirmed": Who.ACCOUNT,
    "AccountState.page_loaded": Who.ACCOUNT,
    "AccountState.token_made": Who.ACCOUNT,
    "AccountState.revoke_asked": Who.ACCOUNT,
    "AccountState.revoke_declined": Who.ACCOUNT,
    "AccountState.revoke_confirmed": Who.ACCOUNT,
    "WebhooksState.page_loaded": Who.ACCOUNT,
    "WebhooksState.webhook_made": Who.ACCOUNT,
    "WebhooksState.switched": Who.ACCOUNT,
    "WebhooksState.removal_asked": Who.ACCOUNT,
    "WebhooksState.removal_declined": Who.ACCOUNT,
    "WebhooksState.removal_confirmed": Who.ACCOUNT,
    "WebhooksState.test_clicked": Who.ACCOUNT,
    "WebhooksState.log_opened": Who.ACCOUNT,
    "WebhooksState.log_closed": Who.ACCOUNT,
    "WebhooksState.more_wanted": Who.ACCOUNT,
    "WebhooksState.delivery_opened": Who.ACCOUNT,
    "WebhooksState.redeliver_clicked": Who.ACCOUNT,
    "ProfileState.opened": Who.ACCOUNT,
    "ProfileState.build_ended": Who.ACCOUNT,
    "ProfileState.side_kept": Who.ACCOUNT,
    "EditingState.edit_toggled": Who.ACCOUNT,
    "EditingState.form_opened": Who.ACCOUNT,
    "EditingState.form_closed": Who.ACCOUNT,
    "EditingState.form_saved": Who.ACCOUNT,
    "EditingState.claim_removed": Who.ACCOUNT,
    "EditingState.put_back_clicked": Who.ACCOUNT,
    "EditingState.proposal_settled": Who.ACCOUNT,
    "ContentState.opened": Who.ACCOUNT,
    "ContentState.build_ended": Who.ACCOUNT,
    "ContentState.saved": Who.ACCOUNT,
    "EvidenceState.claim_pressed": Who.ACCOUNT,
    "EvidenceState.thought_pressed": Who.ACCOUNT,
    "EvidenceState.closed": Who.ACCOUNT,
    "JobProgressState.watched": Who.ACCOUNT,
    "JobProgressState.cancel_clicked": Who.ACCOUNT,
    "JobProgressState.retry_clicked": Who.ACCOUNT,
    "JobProgressState.build_clicked": Who.ACCOUNT,
    "DataState.opened": Who.ACCOUNT,
    "DataState.searched": Who.ACCOUNT,
    "DataState.more_wanted": Who.ACCOUNT,
    "DataState.more_there": Who.ACCOUNT,
    "DataState.more_text_wanted": Who.ACCOUNT,
    "CharactersState.opened": Who.ACCOUNT,
    "CharactersState.build_ended": Who.ACCOUNT,
    "CharactersState.read_clicked": Who.ACCOUNT,
    "ChosenCharactersState.toggled": Who.ACCOUNT,
    "ChosenCharactersState.cleared": Who.ACCOUNT,
    "CharacterCardState.looked_at": Who.ACCOUNT,
    "CharacterCardState.closed": Who.ACCOUNT,
    "ThoughtsState.opened": Who.ACCOUNT,
    "ThoughtsState.build_ended": Who.ACCOUNT,
    "ThoughtsState.character_chosen": Who.ACCOUNT,
    "ThoughtsState.hidden_set": Who.ACCOUNT,
    "ThoughtsState.more_wanted": Who.ACCOUNT,
    "VersionsState.opened": Who.ACCOUNT,
    "VersionsState.build_ended": Who.ACCOUNT,
    "VersionsState.more_wanted": Who.ACCOUNT,
    "VersionsState.version_chosen": Who.ACCOUNT,
    "VersionsState.compare_wanted": Who.ACCOUNT,
    "VersionsState.restore_clicked": Who.ACCOUNT,
    "VersionLabelsState.label_put": Who.ACCOUNT,
    "VersionLabelsState.label_taken_off": Who.ACCOUNT,
    "VersionLabelsState.history_wanted": Who.ACCOUNT,
    "VersionLabelsState.more_moves_wanted": Who.ACCOUNT,
    "PublishState.opened": Who.ACCOUNT,
    "PublishState.build_ended": Who.ACCOUNT,
    "PublishingState.watched": Who.ACCOUNT,
    "PublishingState.replace_clicked": Who.ACCOUNT,
    "PublishingState.replace_declined": Who.ACCOUNT,
    "PreflightState.opened": Who.ACCOUNT,
    "PreflightState.version_chosen": Who.ACCOUNT,
    "PreflightState.visibility_chosen": Who.ACCOUNT,
    "PreflightState.quotes_chosen": Who.ACCOUNT,
    "PreflightState.new_address_chosen": Who.ACCOUNT,
    "PreflightState.prepare_clicked": Who.ACCOUNT,
    "PublicationReviewState.opened": Who.ACCOUNT,
    "PublicationReviewState.searched": Who.ACCOUNT,
    "PublicationReviewState.tag_added": Who.ACCOUNT,
    "PublicationReviewState.tag_left": Who.ACCOUNT,
    "PublicationReviewState.rating_chosen": Who.ACCOUNT,
    "PublicationReviewState.gender_chosen": Who.ACCOUNT,
    "PublicationReviewState.confirmed": Who.ACCOUNT,
    "PublicationReviewState.declined": Who.ACCOUNT,
    "PublicationControlState.visibility_chosen": Who.ACCOUNT,
    "PublicationControlState.rating_raised": Who.ACCOUNT,
    "PublicationControlState.withdraw_asked": Who.ACCOUNT,
    "PublicationControlState.withdraw_declined": Who.ACCOUNT,
    "PublicationControlState.withdraw_confirmed": Who.ACCOUNT,
    "PublicationControlState.cancel_clicked": Who.ACCOUNT,
    "PublicationControlState.retry_clicked": Who.ACCOUNT,
    "PictureState.opened": Who.ACCOUNT,
    "PictureState.declared": Who.ACCOUNT,
    "PictureState.removed": Who.ACCOUNT,
    "ActivityState.opened": Who.ACCOUNT,
    "ActivityState.build_ended": Who.ACCOUNT,
    "ActivityState.cancel_wanted": Who.ACCOUNT,
    "ActivityState.retry_wanted": Who.ACCOUNT,
    "ActivityState.more_runs_wanted": Who.ACCOUNT,
    "ActivityState.more_events_wanted": Who.ACCOUNT,
    "SettingsState.opened": Who.ACCOUNT,
    "SettingsState.renamed": Who.ACCOUNT,
    "SettingsState.derive_clicked": Who.ACCOUNT,
    "SettingsState.archive_clicked": Who.ACCOUNT,
    "SettingsState.restore_clicked": Who.ACCOUNT,
    "SettingsState.delete_confirmed": Who.ACCOUNT,
    "AdminCorporaState.opened": Who.OPERATOR,
    "AdminCorporaState.imported": Who.OPERATOR,
    "AdminCorporaState.remove_asked": Who.OPERATOR,
    "AdminCorporaState.remove_declined": Who.OPERATOR,
    "AdminCorporaState.remove_confirmed": Who.OPERATOR,
    "PreflightState.publish_now_clicked": Who.OPERATOR,
    "ErasureState.opened": Who.ACCOUNT,
    "AccountActivityState.opened": Who.ACCOUNT,
    "AccountActivityState.searched": Who.ACCOUNT,
    "AccountActivityState.persona_chosen": Who.ACCOUNT,
    "AccountActivityState.more_wanted": Who.ACCOUNT,
    "AdminAuditState.opened": Who.OPERATOR,
    "AdminAuditState.searched": Who.OPERATOR,
    "AdminAuditState.more_wanted": Who.OPERATOR,
    "AdminReportsState.opened": Who.OPERATOR,
    "AdminReportsState.settled_shown": Who.OPERATOR,
    "AdminReportsState.more_wanted": Who.OPERATOR,
    "AdminReportsState.reason_asked": Who.OPERATOR,
    "AdminReportsState.reason_declined": Who.OPERATOR,
    "AdminReportsState.reason_given": Who.OPERATOR,
    "AdminReportsState.dismiss_clicked": Who.OPERATOR,
}
"""Our handlers, by state class and method."""

BUILT_IN: Mapping[str, Who] = {
    "State.hydrate": Who.ANYONE,
    "State.hydrate_and_load": Who.ANYONE,
    "State.set_is_hydrated": Who.ANYONE,
    "OnLoadInternalState.on_load_internal": Who.ANYONE,
    "OnLoadInternalState.set_is_hydrated": Who.ANYONE,
    "FrontendEventExceptionState.handle_frontend_exception": Who.ANYONE,
    "UpdateVarsInternalState.update_vars_internal": Who.NOBODY,
}
"""Reflex's own. Writing variables from outside is refused: no variable of ours is kept in the browser."""

ENDPOINTS: Mapping[tuple[str, str], Who] = {
    ("POST", routes.LOG_IN): Who.ANYONE,
    ("POST", routes.SIGN_UP): Who.ANYONE,
    ("POST", routes.LOG_OUT): Who.ANYONE,
    ("GET", routes.PORTRAIT): Who.ANYONE,
    ("GET", routes.GALLERY): Who.ANYONE,
    ("GET", routes.GALLERY_PART): Who.ANYONE,
    ("GET", routes.LIKED): Who.ANYONE,
    ("GET", routes.LIKED_PART): Who.ACCOUNT,
    ("GET", routes.CREATOR_FIRST_PAINT): Who.ANYONE,
    ("GET", routes.CREATOR_PART): Who.ANYONE,
    ("GET", routes.SUGGESTIONS): Who.ANYONE,
    ("POST", routes.ADULT_CONTENT): Who.ANYONE,
    ("GET", routes.PUBLIC_FIRST_PAINT): Who.ANYONE,
    ("GET", routes.PUBLIC_MARKDOWN): Who.ANYONE,
    ("GET", routes.PUBLIC_JSON): Who.ANYONE,
    ("GET", routes.PUBLIC_CARD): Who.ANYONE,
    ("GET", routes.PUBLIC_CHARACTER): Who.ANYONE,
    ("GET", routes.SITEMAP): Who.ANYONE,
    ("GET", routes.SITEMAP_PART): Who.ANYONE,
    ("GET", routes.ROBOTS): Who.ANYONE,
    ("GET", routes.FEED): Who.ANYONE,
    ("POST", routes.LIKE): Who.ANYONE,
    ("POST", routes.REMIX): Who.ANYONE,
    ("POST", routes.REPORT): Who.ANYONE,
    ("GET", routes.PICTURE): Who.ANYONE,
    ("POST", routes.MAKE_TOKEN): Who.ACCOUNT,
    ("POST", routes.MAKE_WEBHOOK): Who.ACCOUNT,
    ("POST", routes.WEBHOOK_SECRET): Who.ACCOUNT,
    ("GET", routes.EXPORT_ACCOUNT): Who.ACCOUNT,
    ("POST", routes.ERASE_ACCOUNT): Who.ACCOUNT,
    ("POST", routes.SUBMIT_PERSONA): Who.ACCOUNT,
    ("POST", routes.SUBMIT_DATA): Who.ACCOUNT,
    ("POST", routes.SUBMIT_PICTURE): Who.ACCOUNT,
    ("POST", routes.SUBMIT_CORPUS): Who.OPERATOR,
    ("POST", routes.SUBMIT_IMPORT): Who.ACCOUNT,
    ("POST", routes.SUBMIT_MANY): Who.ACCOUNT,
    ("GET", routes.EXPORT_EVERYTHING): Who.ACCOUNT,
    ("GET", routes.EXPORT): Who.ACCOUNT,
    ("POST", routes.EXPORT_MANY): Who.ACCOUNT,
    ("POST", routes.USE): Who.ACCOUNT,
    ("GET", routes.CONTENT): Who.ACCOUNT,
    ("POST", routes.CONTENT): Who.ACCOUNT,
    ("POST", routes.PREVIEW): Who.ACCOUNT,
    ("GET", routes.VERSION_MARKDOWN): Who.ACCOUNT,
    ("GET", routes.VERSION_PROFILE): Who.ACCOUNT,
    ("GET", routes.DATUM_TEXT): Who.ACCOUNT,
}
"""Our plain HTTP endpoints, by method and path pattern."""

PAGES: Mapping[str, Who] = {
    routes.GALLERY: Who.ANYONE,
    routes.LIKED: Who.ACCOUNT,
    routes.CREATOR: Who.ANYONE,
    routes.PUBLIC_PAGE: Who.ANYONE,
    routes.LOGIN: Who.ANYONE,
    routes.REGISTER: Who.ANYONE,
    routes.STUDIO: Who.ACCOUNT,
    routes.NEW_PERSONA: Who.ACCOUNT,
    routes.IMPORTS: Who.ACCOUNT,
    routes.TEMPLATES: Who.ACCOUNT,
    routes.ACCOUNT: Who.ACCOUNT,
    routes.ACCOUNT_WEBHOOKS: Who.ACCOUNT,
    routes.ACCOUNT_ACTIVITY: Who.ACCOUNT,
    routes.PERSONA: Who.ACCOUNT,
    routes.PERSONA_CONTENT: Who.ACCOUNT,
    routes.PERSONA_DATA: Who.ACCOUNT,
    routes.PERSONA_CHARACTERS: Who.ACCOUNT,
    routes.PERSONA_THOUGHTS: Who.ACCOUNT,
    routes.PERSONA_VERSIONS: Who.ACCOUNT,
    routes.PERSONA_PARENT: Who.ACCOUNT,
    routes.PERSONA_PUBLISH: Who.ACCOUNT,
    routes.PERSONA_ACTIVITY: Who.ACCOUNT,
    routes.PERSONA_SETTINGS: Who.ACCOUNT,
    routes.ADMIN_CORPORA: Who.OPERATOR,
    routes.ADMIN_REPORTS: Who.OPERATOR,
    routes.ADMIN_AUDIT: Who.OPERATOR,
    routes.NOWHERE: Who.ANYONE,
}
"""Whom a page is for. A page holds nothing by itself: what it shows comes through handlers, each checked."""

REFUSED_METHODS = frozenset({"setvar"})
"""Reflex gives every state these; they write any variable."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class _HydratePayload(_Strict):
    """What a page sends on connect, without the variables: `vars` must be empty."""

    vars: dict[str, Any] | None = Field(None, max_length=0)
    hashes: list[str] | None = Field(None, max_length=500)


class _FrontendException(_Strict):
    info: str = Field(max_length=20_000)
    component_stack: str = Field(max_length=20_000)


_BUILT_IN_PAYLOADS: Mapping[str, type[BaseModel]] = {
    "State.hydrate_and_load": _HydratePayload,
    "FrontendEventExceptionState.handle_frontend_exception": _FrontendException,
}


def key_of(registered: RegisteredEventHandler) -> str:
    """The name of a handler in the tables."""
    return f"{registered.states[0].__name__}.{registered.handler.fn.__name__}"


def who_may(key: str) -> Who:
    """Who may call the handler; nobody when it is not listed."""
    if key.rpartition(".")[2] in REFUSED_METHODS:
        return Who.NOBODY
    return HANDLERS.get(key, BUILT_IN.get(key, Who.NOBODY))


def who_may_request(method: str, path: str) -> Who:
    """Who may send this request; nobody when it is not listed."""
    return ENDPOINTS.get((method.replace("HEAD", "GET"), path), Who.NOBODY)


@lru_cache(maxsize=512)
def _payload_model(key: str, function: Any) -> type[BaseModel]:
    if key in _BUILT_IN_PAYLOADS:
        return _BUILT_IN_PAYLOADS[key]
    hints = get_type_hints(function, include_extras=True)
    parameters = list(inspect.signature(function).parameters.values())[1:]
    fields: dict[str, Any] = {
        one.name: (hints.get(one.name, None), ... if one.default is inspect.Parameter.empty else one.default) for one in parameters
    }
    return create_model("Payload", __base__=_Strict, **fields)


def is_valid_payload(key: str, function: Any, payload: Mapping[str, Any]) -> bool:
    """Does the payload fit the handler's signature, read strictly: no missing, unknown or converted argument?"""
    try:
        written = json.dumps({name: form_data_as_dict(value) for name, value in payload.items()})
        if len(written) > PAYLOAD_MOST:
            return False
        _payload_model(key, function).model_validate_json(written)
    except (ValidationError, ValueError, TypeError, RecursionError):
        return False
    return True


class Policy(Middleware):
    """Stands before every event, those that handlers chain included."""

    async def preprocess(self, app: App, state: BaseState, event: Event) -> StateUpdate | None:
        """None lets the event through; an update takes its place."""
        remember_request_id(new_request_id())
        registered = RegistrationContext.get().event_handlers.get(event.name)
        key = key_of(registered) if registered else ""
        needed = who_may(key)
        if registered is None or needed is Who.NOBODY or not is_valid_payload(key, registered.handler.fn, event.payload):
            logger.warning("refused event {}", key or "of an unknown name")
            return StateUpdate()
        actor = await session.actor_of(state.router.headers.cookie)
        session.remember_actor(actor)
        if needed >= Who.ACCOUNT and actor is None:
            return _to_login(state)
        if needed >= Who.OPERATOR and not (actor and actor.is_operator):
            logger.warning("refused event {} to an account that is no operator", key)
            return StateUpdate()
        return None


def _to_login(state: BaseState) -> StateUpdate:
    here = routes.local_path(state.router.url.path)
    login = routes.LOGIN if here in {routes.LOGIN, routes.REGISTER} else routes.login(then=here)
    return StateUpdate(events=Event.from_event_type(rx.redirect(login)))
