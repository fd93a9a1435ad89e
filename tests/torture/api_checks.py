"""What Schemathesis loads beside its own checks."""

from http import HTTPStatus

import schemathesis
from schemathesis.specs.openapi.checks import negative_data_rejection


@schemathesis.check
def wrong_data_rejection(ctx, response, case):
    """What breaks the schema is refused, as too large too; in a form everything is a text, so there a number for a text breaks nothing."""
    is_refused = response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return None if is_refused or case.media_type == "multipart/form-data" else negative_data_rejection(ctx, response, case)
