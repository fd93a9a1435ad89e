"""Contains all the data models used in inputs/outputs"""

from .accepted import Accepted
from .author_citation import AuthorCitation
from .big_five import BigFive
from .big_five_factor import BigFiveFactor
from .claim import Claim
from .claim_field import ClaimField
from .contradiction import Contradiction
from .contradiction_settled_type_0 import ContradictionSettledType0
from .created import Created
from .data_added import DataAdded
from .data_citation import DataCitation
from .data_draft import DataDraft
from .data_form import DataForm
from .data_summary import DataSummary
from .data_summary_details import DataSummaryDetails
from .datum import Datum
from .datum_details import DatumDetails
from .event_kind import EventKind
from .event_view import EventView
from .event_view_detail import EventViewDetail
from .excerpt import Excerpt
from .field_problem import FieldProblem
from .health import Health
from .identity import Identity
from .inherited_citation import InheritedCitation
from .line_citation import LineCitation
from .old_created import OldCreated
from .old_draft import OldDraft
from .old_persona import OldPersona
from .old_persona_persona_type_0 import OldPersonaPersonaType0
from .page_datum import PageDatum
from .page_event_view import PageEventView
from .page_persona_card import PagePersonaCard
from .page_run_view import PageRunView
from .page_version_summary import PageVersionSummary
from .person_draft import PersonDraft
from .person_form import PersonForm
from .person_patch import PersonPatch
from .persona_card import PersonaCard
from .persona_view import PersonaView
from .personality import Personality
from .problem import Problem
from .profile import Profile
from .run_state import RunState
from .run_view import RunView
from .settlement import Settlement
from .settlement_choice import SettlementChoice
from .source_problem import SourceProblem
from .speech import Speech
from .step_view import StepView
from .version_summary import VersionSummary
from .version_view import VersionView
from .with_history import WithHistory

__all__ = (
    "Accepted",
    "AuthorCitation",
    "BigFive",
    "BigFiveFactor",
    "Claim",
    "ClaimField",
    "Contradiction",
    "ContradictionSettledType0",
    "Created",
    "DataAdded",
    "DataCitation",
    "DataDraft",
    "DataForm",
    "DataSummary",
    "DataSummaryDetails",
    "Datum",
    "DatumDetails",
    "EventKind",
    "EventView",
    "EventViewDetail",
    "Excerpt",
    "FieldProblem",
    "Health",
    "Identity",
    "InheritedCitation",
    "LineCitation",
    "OldCreated",
    "OldDraft",
    "OldPersona",
    "OldPersonaPersonaType0",
    "PageDatum",
    "PageEventView",
    "PagePersonaCard",
    "PageRunView",
    "PageVersionSummary",
    "PersonaCard",
    "Personality",
    "PersonaView",
    "PersonDraft",
    "PersonForm",
    "PersonPatch",
    "Problem",
    "Profile",
    "RunState",
    "RunView",
    "Settlement",
    "SettlementChoice",
    "SourceProblem",
    "Speech",
    "StepView",
    "VersionSummary",
    "VersionView",
    "WithHistory",
)
