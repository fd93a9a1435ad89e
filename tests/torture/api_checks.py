"""What Schemathesis loads beside its own checks."""

import schemathesis
from schemathesis.specs.openapi.checks import negative_data_rejection


@schemathesis.check
def wrong_data_rejection(ctx, response, case):
    """What breaks the schema is refused; in a form everything is a text, so there a number for a text breaks nothing."""
    return None if case.media_type == "multipart/form-data" else negative_data_rejection(ctx, response, case)
