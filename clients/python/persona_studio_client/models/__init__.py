"""Contains all the data models used in inputs/outputs"""

from .accepted import Accepted
from .age_bucket import AgeBucket
from .asked import Asked
from .attempt_state import AttemptState
from .attempt_view import AttemptView
from .author_citation import AuthorCitation
from .batch_state import BatchState
from .batch_view import BatchView
from .batch_view_kind import BatchViewKind
from .big_five import BigFive
from .big_five_factor import BigFiveFactor
from .blamed_claim import BlamedClaim
from .blamed_datum import BlamedDatum
from .blamed_passage import BlamedPassage
from .blamed_version import BlamedVersion
from .blank import Blank
from .category import Category
from .change import Change
from .changed_claim import ChangedClaim
from .changed_template import ChangedTemplate
from .character_page import CharacterPage
from .character_view import CharacterView
from .character_view_gender import CharacterViewGender
from .characters_draft import CharactersDraft
from .child_draft import ChildDraft
from .claim import Claim
from .claim_change import ClaimChange
from .claim_field import ClaimField
from .claim_word_view import ClaimWordView
from .claim_word_view_choice import ClaimWordViewChoice
from .confirmation import Confirmation
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
from .date_fact import DateFact
from .datum import Datum
from .datum_details import DatumDetails
from .delivery_attempt import DeliveryAttempt
from .delivery_attempt_request_headers import DeliveryAttemptRequestHeaders
from .delivery_detail import DeliveryDetail
from .delivery_outcome import DeliveryOutcome
from .delivery_state import DeliveryState
from .delivery_view import DeliveryView
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
from .field_change import FieldChange
from .field_modes import FieldModes
from .field_modes_fields import FieldModesFields
from .field_problem import FieldProblem
from .field_view import FieldView
from .field_view_origin import FieldViewOrigin
from .fields_taken import FieldsTaken
from .filed_persona import FiledPersona
from .filed_persona_metadata import FiledPersonaMetadata
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
from .label_move_view import LabelMoveView
from .label_moving import LabelMoving
from .label_view import LabelView
from .like_view import LikeView
from .line_citation import LineCitation
from .line_view import LineView
from .list_import_results_outcome_type_0 import ListImportResultsOutcomeType0
from .list_person_proposals_state import ListPersonProposalsState
from .listed_tag import ListedTag
from .loss import Loss
from .loss_report import LossReport
from .mode import Mode
from .moderation import Moderation
from .movie_view import MovieView
from .new_claim import NewClaim
from .new_secret import NewSecret
from .new_template import NewTemplate
from .number_fact import NumberFact
from .old_created import OldCreated
from .old_draft import OldDraft
from .old_persona import OldPersona
from .old_persona_persona_type_0 import OldPersonaPersonaType0
from .origin import Origin
from .outcome import Outcome
from .overlap import Overlap
from .own_score import OwnScore
from .page_batch_view import PageBatchView
from .page_character_view import PageCharacterView
from .page_datum import PageDatum
from .page_delivery_view import PageDeliveryView
from .page_event_view import PageEventView
from .page_label_move_view import PageLabelMoveView
from .page_movie_view import PageMovieView
from .page_report_view import PageReportView
from .page_result_view import PageResultView
from .page_run_view import PageRunView
from .page_studio_card import PageStudioCard
from .page_thought_view import PageThoughtView
from .page_version_summary import PageVersionSummary
from .page_webhook_view import PageWebhookView
from .parent_choice import ParentChoice
from .parent_view import ParentView
from .parent_view_ended_why_type_0 import ParentViewEndedWhyType0
from .parent_view_follows import ParentViewFollows
from .partner import Partner
from .person_draft import PersonDraft
from .person_form import PersonForm
from .person_patch import PersonPatch
from .person_patch_metadata_type_0 import PersonPatchMetadataType0
from .person_picture import PersonPicture
from .persona_view import PersonaView
from .personality import Personality
from .picture_rating import PictureRating
from .piece import Piece
from .preflight import Preflight
from .problem import Problem
from .profile import Profile
from .profile_changes import ProfileChanges
from .proposal_choice import ProposalChoice
from .proposal_choice_choice import ProposalChoiceChoice
from .proposal_view import ProposalView
from .proposal_view_kind import ProposalViewKind
from .proposal_view_state import ProposalViewState
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
from .report_kind import ReportKind
from .report_patch import ReportPatch
from .report_view import ReportView
from .restoring import Restoring
from .result_view import ResultView
from .result_view_outcome import ResultViewOutcome
from .run_state import RunState
from .run_view import RunView
from .set_person_picture_files_body import SetPersonPictureFilesBody
from .set_person_score_factor import SetPersonScoreFactor
from .settlement import Settlement
from .settlement_choice import SettlementChoice
from .sort import Sort
from .source import Source
from .source_problem import SourceProblem
from .speech import Speech
from .step_view import StepView
from .string_fact import StringFact
from .studio_card import StudioCard
from .studio_sort import StudioSort
from .tag_category import TagCategory
from .tag_list import TagList
from .tag_source import TagSource
from .template_answers import TemplateAnswers
from .template_answers_values import TemplateAnswersValues
from .template_view import TemplateView
from .templates import Templates
from .thought_line_view import ThoughtLineView
from .thought_patch import ThoughtPatch
from .thought_view import ThoughtView
from .transformation import Transformation
from .use_kind import UseKind
from .uses import Uses
from .uses_by_kind import UsesByKind
from .validation_error import ValidationError
from .validation_error_context import ValidationErrorContext
from .version_blame import VersionBlame
from .version_comparison import VersionComparison
from .version_summary import VersionSummary
from .version_view import VersionView
from .visibility import Visibility
from .webhook_draft import WebhookDraft
from .webhook_patch import WebhookPatch
from .webhook_state import WebhookState
from .webhook_view import WebhookView
from .with_history import WithHistory
from .written_content import WrittenContent
from .yes_no_fact import YesNoFact

__all__ = (
    "Accepted",
    "AgeBucket",
    "Asked",
    "AttemptState",
    "AttemptView",
    "AuthorCitation",
    "BatchState",
    "BatchView",
    "BatchViewKind",
    "BigFive",
    "BigFiveFactor",
    "BlamedClaim",
    "BlamedDatum",
    "BlamedPassage",
    "BlamedVersion",
    "Blank",
    "Category",
    "Change",
    "ChangedClaim",
    "ChangedTemplate",
    "CharacterPage",
    "CharactersDraft",
    "CharacterView",
    "CharacterViewGender",
    "ChildDraft",
    "Claim",
    "ClaimChange",
    "ClaimField",
    "ClaimWordView",
    "ClaimWordViewChoice",
    "Confirmation",
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
    "DateFact",
    "Datum",
    "DatumDetails",
    "DeliveryAttempt",
    "DeliveryAttemptRequestHeaders",
    "DeliveryDetail",
    "DeliveryOutcome",
    "DeliveryState",
    "DeliveryView",
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
    "FieldChange",
    "FieldModes",
    "FieldModesFields",
    "FieldProblem",
    "FieldsTaken",
    "FieldView",
    "FieldViewOrigin",
    "FiledPersona",
    "FiledPersonaMetadata",
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
    "LabelMoveView",
    "LabelMoving",
    "LabelView",
    "LikeView",
    "LineCitation",
    "LineView",
    "ListedTag",
    "ListImportResultsOutcomeType0",
    "ListPersonProposalsState",
    "Loss",
    "LossReport",
    "Mode",
    "Moderation",
    "MovieView",
    "NewClaim",
    "NewSecret",
    "NewTemplate",
    "NumberFact",
    "OldCreated",
    "OldDraft",
    "OldPersona",
    "OldPersonaPersonaType0",
    "Origin",
    "Outcome",
    "Overlap",
    "OwnScore",
    "PageBatchView",
    "PageCharacterView",
    "PageDatum",
    "PageDeliveryView",
    "PageEventView",
    "PageLabelMoveView",
    "PageMovieView",
    "PageReportView",
    "PageResultView",
    "PageRunView",
    "PageStudioCard",
    "PageThoughtView",
    "PageVersionSummary",
    "PageWebhookView",
    "ParentChoice",
    "ParentView",
    "ParentViewEndedWhyType0",
    "ParentViewFollows",
    "Partner",
    "Personality",
    "PersonaView",
    "PersonDraft",
    "PersonForm",
    "PersonPatch",
    "PersonPatchMetadataType0",
    "PersonPicture",
    "PictureRating",
    "Piece",
    "Preflight",
    "Problem",
    "Profile",
    "ProfileChanges",
    "ProposalChoice",
    "ProposalChoiceChoice",
    "ProposalView",
    "ProposalViewKind",
    "ProposalViewState",
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
    "ReportKind",
    "ReportPatch",
    "ReportView",
    "Restoring",
    "ResultView",
    "ResultViewOutcome",
    "RunState",
    "RunView",
    "SetPersonPictureFilesBody",
    "SetPersonScoreFactor",
    "Settlement",
    "SettlementChoice",
    "Sort",
    "Source",
    "SourceProblem",
    "Speech",
    "StepView",
    "StringFact",
    "StudioCard",
    "StudioSort",
    "TagCategory",
    "TagList",
    "TagSource",
    "TemplateAnswers",
    "TemplateAnswersValues",
    "Templates",
    "TemplateView",
    "ThoughtLineView",
    "ThoughtPatch",
    "ThoughtView",
    "Transformation",
    "UseKind",
    "Uses",
    "UsesByKind",
    "ValidationError",
    "ValidationErrorContext",
    "VersionBlame",
    "VersionComparison",
    "VersionSummary",
    "VersionView",
    "Visibility",
    "WebhookDraft",
    "WebhookPatch",
    "WebhookState",
    "WebhookView",
    "WithHistory",
    "WrittenContent",
    "YesNoFact",
)
