"""What an endpoint understands, found out by asking and remembered for the life of the process."""

from dataclasses import dataclass, replace
from enum import StrEnum

from openai.types.chat.completion_create_params import ResponseFormat
from openai.types.shared_params import ResponseFormatJSONObject, ResponseFormatJSONSchema
from pydantic import BaseModel

from persona_app.llm.structured import strict_schema


class Rung(StrEnum):
    """How the shape of an answer is asked for, the surest first."""

    JSON_SCHEMA = "json_schema"
    JSON_OBJECT = "json_object"
    PLAIN = "plain"


_NEXT = {Rung.JSON_SCHEMA: Rung.JSON_OBJECT, Rung.JSON_OBJECT: Rung.PLAIN}


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How to speak to one model at one endpoint.

    Attributes:
        rung: how the shape of the answer is asked for.
        takes_temperature: False for models that refuse any temperature but their own.
    """

    rung: Rung = Rung.JSON_SCHEMA
    takes_temperature: bool = True

    def simpler(self, *, complaint: str) -> "Dialect | None":
        """The next dialect to try after a request was refused as malformed; None when there is none left."""
        if self.takes_temperature and "temperature" in complaint.casefold():
            return replace(self, takes_temperature=False)
        lower = _NEXT.get(self.rung)
        return replace(self, rung=lower) if lower else None

    def response_format(self, returning: type[BaseModel]) -> ResponseFormat | None:
        """The API's `response_format`, None in plain text."""
        if self.rung is Rung.JSON_SCHEMA:
            schema = {"name": returning.__name__, "schema": strict_schema(returning), "strict": True}
            return ResponseFormatJSONSchema(type="json_schema", json_schema=schema)  # type: ignore[typeddict-item]
        return ResponseFormatJSONObject(type="json_object") if self.rung is Rung.JSON_OBJECT else None


_known: dict[tuple[str, str], Dialect] = {}


def known_dialect(base_url: str, *, model: str) -> Dialect:
    """What worked last with this model at this endpoint, or the richest dialect."""
    return _known.get((base_url, model), Dialect())


def remember_dialect(base_url: str, *, model: str, dialect: Dialect) -> None:
    """Speak like this from now on in this process."""
    _known[base_url, model] = dialect


def forget_dialects() -> None:
    """Find out anew, as after the endpoint was replaced."""
    _known.clear()
