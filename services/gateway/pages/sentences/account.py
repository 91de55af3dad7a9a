"""Notices of an account: only mailed, so that the settings name them and nothing else does."""

from flask_babel import lazy_gettext as _l

from services.gateway.pages.sentences.kind import Kind

KINDS = {
    "sign_in": Kind(_l("Links to sign in"), _l("without the link you could not sign in")),
    "invitation": Kind(_l("Invitations"), _l("without the link you could not accept")),
    "resume": Kind(_l("Links to continue on another device"), _l("you ask for each of them yourself")),
    "interest": Kind(_l("Links to confirm what you asked us to tell you"), _l("you ask for each of them yourself")),
    "address": Kind(_l("Links to confirm another address"), _l("you ask for each of them yourself")),
    "address_taken": Kind(_l("When somebody wants to add your address"), _l("you should know of it")),
    "address_added": Kind(_l("When an address is added to your account"), _l("it may not have been you")),
    "address_removed": Kind(_l("When an address is removed from your account"), _l("it may not have been you")),
}
