"""Contains all the data models used in inputs/outputs"""

from .accepted import Accepted
from .age_bucket import AgeBucket
from .asked import Asked
from .attempt_state import AttemptState
from .attempt_view import AttemptView
from .author_citation import AuthorCitation
from .big_five import BigFive
from .big_five_factor import BigFiveFactor
from .category import Category
from .change import Change
from .character_page import CharacterPage
from .character_view import CharacterView
from .character_view_gender import CharacterViewGender
from .characters_draft import CharactersDraft
from .child_draft import ChildDraft
from .claim import Claim
from .claim_change import ClaimChange
from .claim_field import ClaimField
from .contradiction import Contradiction
from .contradiction_settled_type_0 import ContradictionSettledType0
from .contribution_view import ContributionView
from .created import Created
from .credit import Credit
from .data_added import DataAdded
from .data_citation import DataCitation
from .data_draft import DataDraft
from .data_form import DataForm
from .data_summary import DataSummary
from .data_summary_details import DataSummaryDetails
from .datum import Datum
from .datum_details import DatumDetails
from .described_tag import DescribedTag
from .description import Description
from .enrichment_state import EnrichmentState
from .enrichment_view import EnrichmentView
from .enrichments import Enrichments
from .event_kind import EventKind
from .event_view import EventView
from .event_view_detail import EventViewDetail
from .excerpt import Excerpt
from .face import Face
from .facet_value import FacetValue
from .facets import Facets
from .field_problem import FieldProblem
from .follow_run_response_200 import FollowRunResponse200
from .follow_run_response_200_event import FollowRunResponse200Event
from .format_ import Format
from .found import Found
from .gender import Gender
from .health import Health
from .http_validation_error import HTTPValidationError
from .identity import Identity
from .import_answer import ImportAnswer
from .import_file_files_body import ImportFileFilesBody
from .import_file_on_same import ImportFileOnSame
from .inherited_citation import InheritedCitation
from .like_view import LikeView
from .line_citation import LineCitation
from .line_view import LineView
from .listed_tag import ListedTag
from .loss import Loss
from .loss_report import LossReport
from .movie_view import MovieView
from .old_created import OldCreated
from .old_draft import OldDraft
from .old_persona import OldPersona
from .old_persona_persona_type_0 import OldPersonaPersonaType0
from .origin import Origin
from .overlap import Overlap
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
from .person_picture import PersonPicture
from .persona_card import PersonaCard
from .persona_view import PersonaView
from .personality import Personality
from .picture_rating import PictureRating
from .piece import Piece
from .preflight import Preflight
from .problem import Problem
from .profile import Profile
from .profile_changes import ProfileChanges
from .provenance import Provenance
from .public_card import PublicCard
from .public_character import PublicCharacter
from .public_claim import PublicClaim
from .public_factor import PublicFactor
from .public_field import PublicField
from .public_persona import PublicPersona
from .public_profile import PublicProfile
from .public_quote import PublicQuote
from .public_quote_source import PublicQuoteSource
from .public_tag import PublicTag
from .public_thought import PublicThought
from .publication_draft import PublicationDraft
from .publication_draft_visibility import PublicationDraftVisibility
from .publication_patch import PublicationPatch
from .publication_patch_visibility_type_0 import PublicationPatchVisibilityType0
from .publication_review import PublicationReview
from .publication_state import PublicationState
from .publication_view import PublicationView
from .rating import Rating
from .remix_draft import RemixDraft
from .restoring import Restoring
from .run_state import RunState
from .run_view import RunView
from .set_person_picture_files_body import SetPersonPictureFilesBody
from .settlement import Settlement
from .settlement_choice import SettlementChoice
from .sort import Sort
from .source import Source
from .source_problem import SourceProblem
from .speech import Speech
from .step_view import StepView
from .tag_category import TagCategory
from .tag_list import TagList
from .tag_source import TagSource
from .thought_line_view import ThoughtLineView
from .thought_patch import ThoughtPatch
from .thought_view import ThoughtView
from .transformation import Transformation
from .validation_error import ValidationError
from .validation_error_context import ValidationErrorContext
from .version_comparison import VersionComparison
from .version_summary import VersionSummary
from .version_view import VersionView
from .visibility import Visibility
from .with_history import WithHistory
from .written_content import WrittenContent

__all__ = (
    "Accepted",
    "AgeBucket",
    "Asked",
    "AttemptState",
    "AttemptView",
    "AuthorCitation",
    "BigFive",
    "BigFiveFactor",
    "Category",
    "Change",
    "CharacterPage",
    "CharactersDraft",
    "CharacterView",
    "CharacterViewGender",
    "ChildDraft",
    "Claim",
    "ClaimChange",
    "ClaimField",
    "Contradiction",
    "ContradictionSettledType0",
    "ContributionView",
    "Created",
    "Credit",
    "DataAdded",
    "DataCitation",
    "DataDraft",
    "DataForm",
    "DataSummary",
    "DataSummaryDetails",
    "Datum",
    "DatumDetails",
    "DescribedTag",
    "Description",
    "Enrichments",
    "EnrichmentState",
    "EnrichmentView",
    "EventKind",
    "EventView",
    "EventViewDetail",
    "Excerpt",
    "Face",
    "Facets",
    "FacetValue",
    "FieldProblem",
    "FollowRunResponse200",
    "FollowRunResponse200Event",
    "Format",
    "Found",
    "Gender",
    "Health",
    "HTTPValidationError",
    "Identity",
    "ImportAnswer",
    "ImportFileFilesBody",
    "ImportFileOnSame",
    "InheritedCitation",
    "LikeView",
    "LineCitation",
    "LineView",
    "ListedTag",
    "Loss",
    "LossReport",
    "MovieView",
    "OldCreated",
    "OldDraft",
    "OldPersona",
    "OldPersonaPersonaType0",
    "Origin",
    "Overlap",
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
    "PersonPicture",
    "PictureRating",
    "Piece",
    "Preflight",
    "Problem",
    "Profile",
    "ProfileChanges",
    "Provenance",
    "PublicationDraft",
    "PublicationDraftVisibility",
    "PublicationPatch",
    "PublicationPatchVisibilityType0",
    "PublicationReview",
    "PublicationState",
    "PublicationView",
    "PublicCard",
    "PublicCharacter",
    "PublicClaim",
    "PublicFactor",
    "PublicField",
    "PublicPersona",
    "PublicProfile",
    "PublicQuote",
    "PublicQuoteSource",
    "PublicTag",
    "PublicThought",
    "Rating",
    "RemixDraft",
    "Restoring",
    "RunState",
    "RunView",
    "SetPersonPictureFilesBody",
    "Settlement",
    "SettlementChoice",
    "Sort",
    "Source",
    "SourceProblem",
    "Speech",
    "StepView",
    "TagCategory",
    "TagList",
    "TagSource",
    "ThoughtLineView",
    "ThoughtPatch",
    "ThoughtView",
    "Transformation",
    "ValidationError",
    "ValidationErrorContext",
    "VersionComparison",
    "VersionSummary",
    "VersionView",
    "Visibility",
    "WithHistory",
    "WrittenContent",
)
