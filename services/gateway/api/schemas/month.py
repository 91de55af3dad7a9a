"""What waits for a member, of all that services tell them."""

from marshmallow import fields

from services.gateway.api.schemas.ads import MetPage, OwnAdPage
from services.gateway.api.schemas.benefits import WaitingQuestion
from services.gateway.api.schemas.coffee import MyCoffee
from services.gateway.api.schemas.common import Shown
from services.gateway.api.schemas.connections import ConnectionPage, Introductions


class Month(Shown):
    """What waits for you; a part is null while the service that knows it is away."""

    coffee = fields.Nested(MyCoffee, required=True, allow_none=True)
    requests = fields.Nested(ConnectionPage, required=True, allow_none=True)
    introductions = fields.Nested(Introductions, required=True, allow_none=True)
    question = fields.Nested(WaitingQuestion, required=True, allow_none=True)
    ads = fields.Nested(OwnAdPage, required=True, allow_none=True)
    matches = fields.Nested(MetPage, required=True, allow_none=True)
