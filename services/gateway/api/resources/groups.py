"""The groups that operations are described in."""

from typing import Any

from services.gateway.api.operations import Operations

Fields = dict[str, Any]

reference = Operations("Reference", "The words to choose from.")
members = Operations("Members", "The public directory.")
organisations = Operations("Organisations", "Organisations and networks, and who belongs to them.")
connections = Operations("Connections", "Whom you know, who asks to know you, and whom you keep away.")
ads = Operations("Swap shop", "What members want and offer, what anybody asks of them, and replies.")
coffees = Operations("Coffee", "Taking part in coffee trials, whom you meet, and how it was.")
me = Operations("Me", "What you say about yourself, and what you may do.")
applications = Operations("Applications", "Applying to become a member.")
panels = Operations("Panels", "Assessing and deciding, region by region.")
staff = Operations("Staff", "How applications go, for staff.")
notices = Operations("Notices", "What you are told, and by which way.")
roles = Operations("Roles", "Who may assess, chair and run the place.")

BLUEPRINTS = (
    reference,
    members,
    organisations,
    connections,
    ads,
    coffees,
    me,
    applications,
    panels,
    staff,
    notices,
    roles,
)
