"""Holds what the API answers against what it says about itself."""

from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from werkzeug.routing import Map, Rule

Operation = dict[str, Any]


class Description:
    """An OpenAPI document, by operation."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._registry = Registry().with_resource("urn:api", DRAFT202012.create_resource(document))
        paths = [Rule(_rule(path), endpoint=path) for path in document["paths"]]
        self._paths = Map(paths).bind("any")

    def operations(self) -> dict[str, tuple[str, str, Operation]]:
        """Return (path, method, operation) by operationId."""
        return {
            operation["operationId"]: (path, method, operation)
            for path, methods in self.document["paths"].items()
            for method, operation in methods.items()
            if method != "parameters"
        }

    def check(self, path: str, method: str, status: int, content_type: str, body: Any) -> None:
        """Raise when an operation answers with a status or a body of which the description does not know."""
        template, _arguments = self._paths.match(path)
        responses = self.document["paths"][template][method.lower()]["responses"]
        assert str(status) in responses, f"{method} {template} does not say that it answers {status}"
        response = self._resolve(responses[str(status)])
        schema = response["content"][content_type]["schema"]
        if schema.get("format") == "binary":
            return
        Draft202012Validator(_absolute(schema), registry=self._registry, format_checker=FormatChecker()).validate(body)

    def _resolve(self, response: dict[str, Any]) -> dict[str, Any]:
        name = response.get("$ref", "").rpartition("/")[2]
        return self.document["components"]["responses"][name] if name else response


def _rule(path: str) -> str:
    return path.replace("{", "<").replace("}", ">")


def _absolute(schema: dict[str, Any]) -> dict[str, Any]:
    return {"$ref": "urn:api" + schema["$ref"]}
