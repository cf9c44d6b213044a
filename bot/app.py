"""The web application around an agent: channels, page, health, sheets, erasure."""

from __future__ import annotations

from rasa.core.agent import Agent
from rasa.core.channels import channel
from sanic import Sanic

from bot.channels.audiocodes import AudioCodesChannel
from bot.channels.erasure import erasure_routes
from bot.channels.health import health_routes
from bot.channels.jambonz import JambonzChannel
from bot.channels.rest import RestChannel
from bot.channels.sheet import sheet_routes
from bot.channels.voice import VoiceChannel
from bot.channels.web import WebChannel
from bot.channels.widget import widget_routes

#: Longest request body, in bytes; the widget's channel takes much less.
_MAX_BODY = 1_000_000


def build_app(agent: Agent) -> Sanic:
    """The web application around an agent: channels, page, health, sheets, erasure.

    Raises OriginsError or SourceError when the widget's channel is not well described.
    """
    web = WebChannel()
    app = Sanic("orientation-service-social", configure_logging=False)
    app.config.KEEP_ALIVE_TIMEOUT = 75
    app.config.ACCESS_LOG = False
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 2.0  # seconds left to open connections on Ctrl-C
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.REQUEST_MAX_SIZE = _MAX_BODY
    app.ctx.agent = agent
    telephone = [VoiceChannel(), JambonzChannel(), AudioCodesChannel()]
    channel.register([RestChannel(), web, *telephone], app, route="/webhooks/")
    app.blueprint(health_routes())
    app.blueprint(widget_routes(web.origins.listed))
    app.blueprint(sheet_routes(web.origins))
    app.blueprint(erasure_routes())
    return app
