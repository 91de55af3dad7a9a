"""For whoever runs the gateway: does it live, and is it ready."""

from flask import Blueprint, Response, jsonify

from services.gateway.web import surroundings

blueprint = Blueprint("health", __name__)


@blueprint.get("/health/live")
def live() -> Response:
    """Answer as long as the loop turns."""
    return jsonify(status="live")


@blueprint.get("/health/ready")
def ready() -> tuple[Response, int]:
    """Answer whether broker, database and outbox are as they should be."""
    health = surroundings().host.health()
    return jsonify(health), 200 if health["ready"] else 503
