"""Contains all the data models used in inputs/outputs"""

from .accepted import Accepted
from .author_citation import AuthorCitation
from .big_five import BigFive
from .big_five_factor import BigFiveFactor
from .character_page import CharacterPage
from .character_view import CharacterView
from .character_view_gender import CharacterViewGender
from .characters_draft import CharactersDraft
from .child_draft import ChildDraft
from .claim import Claim
from .claim_field import ClaimField
from .contradiction import Contradiction
from .contradiction_settled_type_0 import ContradictionSettledType0
from .contribution_view import ContributionView
from .created import Created
from .data_added import DataAdded
from .data_citation import DataCitation
from .data_draft import DataDraft
from .data_form import DataForm
from .data_summary import DataSummary
from .data_summary_details import DataSummaryDetails
from .datum import Datum
from .datum_details import DatumDetails
from .enrichment_state import EnrichmentState
from .enrichment_view import EnrichmentView
from .enrichments import Enrichments
from .event_kind import EventKind
from .event_view import EventView
from .event_view_detail import EventViewDetail
from .excerpt import Excerpt
from .field_problem import FieldProblem
from .follow_run_response_200 import FollowRunResponse200
from .follow_run_response_200_event import FollowRunResponse200Event
from .health import Health
from .identity import Identity
from .inherited_citation import InheritedCitation
from .line_citation import LineCitation
from .line_view import LineView
from .movie_view import MovieView
from .old_created import OldCreated
from .old_draft import OldDraft
from .old_persona import OldPersona
from .old_persona_persona_type_0 import OldPersonaPersonaType0
from .origin import Origin
from .page_character_view import PageCharacterView
from .page_datum import PageDatum
from .page_event_view import PageEventView
from .page_movie_view import PageMovieView
from .page_persona_card import PagePersonaCard
from .page_run_view import PageRunView
from .page_thought_view import PageThoughtView
from .page_version_summary import PageVersionSummary
from .partner import Partner
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
from .thought_line_view import ThoughtLineView
from .thought_patch import ThoughtPatch
from .thought_view import ThoughtView
from .transformation import Transformation
from .version_summary import VersionSummary
from .version_view import VersionView
from .with_history import WithHistory

__all__ = (
    "Accepted",
    "AuthorCitation",
    "BigFive",
    "BigFiveFactor",
    "CharacterPage",
    "CharactersDraft",
    "CharacterView",
    "CharacterViewGender",
    "ChildDraft",
    "Claim",
    "ClaimField",
    "Contradiction",
    "ContradictionSettledType0",
    "ContributionView",
    "Created",
    "DataAdded",
    "DataCitation",
    "DataDraft",
    "DataForm",
    "DataSummary",
    "DataSummaryDetails",
    "Datum",
    "DatumDetails",
    "Enrichments",
    "EnrichmentState",
    "EnrichmentView",
    "EventKind",
    "EventView",
    "EventViewDetail",
    "Excerpt",
    "FieldProblem",
    "FollowRunResponse200",
    "FollowRunResponse200Event",
    "Health",
    "Identity",
    "InheritedCitation",
    "LineCitation",
    "LineView",
    "MovieView",
    "OldCreated",
    "OldDraft",
    "OldPersona",
    "OldPersonaPersonaType0",
    "Origin",
    "PageCharacterView",
    "PageDatum",
    "PageEventView",
    "PageMovieView",
    "PagePersonaCard",
    "PageRunView",
    "PageThoughtView",
    "PageVersionSummary",
    "Partner",
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
    "ThoughtLineView",
    "ThoughtPatch",
    "ThoughtView",
    "Transformation",
    "VersionSummary",
    "VersionView",
    "WithHistory",
)
