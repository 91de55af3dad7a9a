"""The application factory: the one place where the gateway's parts are put together."""

from importlib import import_module
from pathlib import Path

from flask import Flask
from jinja2 import ChainableUndefined, ChoiceLoader, FileSystemLoader, PackageLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from bus.host import Host
from services.gateway import assets, faces, failures, keeping, limits, security, surroundings, text, uploads, web
from services.gateway.settings import GatewaySettings
from services.gateway.surroundings import Surroundings

# Every page module offers `blueprint`; the order is that of the community's day.
PAGES = (
    "home",
    "information",
    "sign_in",
    "link",
    "account",
    "apply",
    "question",
    "interest",
    "waves",
    "panel",
    "decision",
    "assigning",
    "leading",
    "calibration",
    "staff",
    "lists",
    "directory",
    "month",
    "connections",
    "introductions",
    "blocking",
    "reports",
    "skills",
    "places",
    "organisations",
    "workplace",
    "register",
    "export",
    "profile",
    "photograph",
    "check",
    "deeds",
    "recognition",
    "benefits",
    "suggestions",
    "network",
    "addresses",
    "coffee",
    "coffee_answers",
    "coffee_rounds",
    "swap",
    "wanted",
    "notices",
    "unsubscribe",
    "live",
    "health",
    "mailbox",
)
TEMPLATES = ChoiceLoader(
    [FileSystemLoader(Path(__file__).with_name("templates")), PackageLoader("nhsuk_frontend_jinja")]
)


def create_app(settings: GatewaySettings, host: Host) -> Flask:
    """Make the web application over a started host; nothing is read from the environment."""
    app = Flask("services.gateway", static_folder=None, template_folder=None)
    app.jinja_options = {"undefined": ChainableUndefined, "loader": TEMPLATES, "autoescape": True}
    app.extensions["q"] = Surroundings(settings, host)
    for part in (surroundings, uploads, security, text, faces, assets, limits, web, keeping, failures):
        part.install(app, settings)
    for name in PAGES:
        app.register_blueprint(import_module(f"services.gateway.pages.{name}").blueprint)
    import_module("services.gateway.api").register(app)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, settings.proxies, settings.proxies)  # type: ignore[method-assign]
    return app
