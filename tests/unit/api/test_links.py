"""The links of the OpenAPI document lead from answers that are there to operations that are there."""

from persona_app.api.app import create_api
from persona_app.api.links import LINKS


def operations() -> dict[str, dict]:
    """By name."""
    return {one["operationId"]: one for path in create_api().openapi()["paths"].values() for one in path.values()}


def test_each_link_names_parameters_that_its_target_takes() -> None:
    known = operations()
    for (source, status), groups in LINKS.items():
        links = known[source]["responses"][str(status)]["links"]
        for targets, parameters in groups:
            for target in targets:
                taken = {one["name"].lower() for one in known[target]["parameters"]}
                assert {name.rpartition(".")[2] for name in parameters} <= taken, (source, target)
                assert links[target] == {"operationId": target, "parameters": dict(parameters)}
