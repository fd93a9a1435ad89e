"""How to speak to an endpoint."""

from persona_app.llm.ladder import Dialect, Rung, forget_dialects, known_dialect, remember_dialect
from persona_app.llm.questions import Extraction


def test_each_complaint_leads_one_rung_down_until_plain_text() -> None:
    first = Dialect().simpler(complaint="response_format unsupported")
    assert first is not None
    second = first.simpler(complaint="response_format unsupported")
    assert second is not None

    assert [first.rung, second.rung] == [Rung.JSON_OBJECT, Rung.PLAIN]
    assert second.simpler(complaint="?") is None


def test_the_rung_is_kept_when_only_the_temperature_is_refused() -> None:
    simpler = Dialect().simpler(complaint="Unsupported value: 'temperature'")

    assert simpler == Dialect(rung=Rung.JSON_SCHEMA, takes_temperature=False)


def test_what_worked_is_remembered_for_that_model_at_that_endpoint_only() -> None:
    forget_dialects()
    remember_dialect("http://a/v1", model="m", dialect=Dialect(rung=Rung.PLAIN))

    assert known_dialect("http://a/v1", model="m").rung is Rung.PLAIN
    assert known_dialect("http://a/v1", model="n").rung is Rung.JSON_SCHEMA
    assert known_dialect("http://b/v1", model="m").rung is Rung.JSON_SCHEMA


def test_the_shape_is_named_after_the_answers_type() -> None:
    shape = Dialect().response_format(Extraction)

    assert shape is not None
    assert shape["type"] == "json_schema"
    assert shape["json_schema"]["name"] == "Extraction"
    assert Dialect(rung=Rung.PLAIN).response_format(Extraction) is None
