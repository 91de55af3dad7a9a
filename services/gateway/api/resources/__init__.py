"""All operations of the API: what may be asked, at which address. The rules live in the services."""

from services.gateway.api.resources import (
    ads,
    applications,
    benefits,
    coffees,
    connections,
    me,
    members,
    notices,
    organisations,
    panels,
    roles,
    staff,
)
from services.gateway.api.resources.groups import BLUEPRINTS

__all__ = [
    "BLUEPRINTS",
    "ads",
    "applications",
    "benefits",
    "coffees",
    "connections",
    "me",
    "members",
    "notices",
    "organisations",
    "panels",
    "roles",
    "staff",
]
