"""Schemathesis asks every operation what its description allows and forbids; every answer is one that it describes.

Beside `test_malformed`, which knows our own traps, this knows nothing but the description.
"""

from collections import Counter
from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation

from services.gateway.api import PREFIX
from tests.integration.api.site import Site

load_all_checks()
CHECKED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
ASKED = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
WHO = ("stranger", "newcomer", "member", "assessor", "chair", "staff")


def _callers(site: Site) -> dict[str, dict[str, str]]:
    """Return the headers of one caller of each kind."""
    ids = {"newcomer": site.person(), "member": site.member()}
    ids |= {role: site.panellist_id(role, "wales") for role in ("assessor", "chair", "staff")}
    return {"stranger": {}} | {who: {"Authorization": f"Bearer {site.token_of(each)}"} for who, each in ids.items()}


def _operations(site: Site, mode: GenerationMode) -> Iterator[APIOperation]:
    """Yield every operation that can be asked in this way: there is nothing wrong to say where any id will do."""
    schema = schemathesis.openapi.from_wsgi(f"{PREFIX}/openapi.json", site.app)
    for found in schema.get_all_operations():
        operation = found.ok()
        if mode is GenerationMode.POSITIVE or operation.body or _may_be_asked_wrongly(operation):
            yield operation


def _may_be_asked_wrongly(operation: APIOperation) -> bool:
    return any(parameter.location != ParameterLocation.PATH for parameter in operation.iter_parameters())


@pytest.mark.timeout(900)
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_whatever_an_operation_is_asked_it_answers_as_described(
    site: Site, mode: GenerationMode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(site.app.config, "API_LIMIT", "100000 per minute")
    callers = _callers(site)
    checks = [CHECKS.get_one(name) for name in CHECKED]
    statuses: Counter[int] = Counter()
    for operation in _operations(site, mode):

        @ASKED
        @given(case=operation.as_strategy(generation_mode=mode), who=st.sampled_from(WHO))
        def ask(case: schemathesis.Case, who: str) -> None:
            answer = case.call(headers=callers[who])
            statuses[answer.status_code] += 1
            case.validate_response(answer, checks=checks, headers=callers[who])

        ask()
    assert {200, 401, 422} <= statuses.keys(), statuses
