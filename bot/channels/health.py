"""Health of the server: alive, and ready to answer."""

from __future__ import annotations

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse


def health_routes() -> Blueprint:
    """`GET /sante` (the process lives) and `GET /pret` (model and database answer)."""
    routes = Blueprint("health")

    @routes.get("/sante")
    async def alive(request: Request) -> HTTPResponse:
        return response.json({"sante": "ok"})

    @routes.get("/pret")
    async def ready(request: Request) -> HTTPResponse:
        agent = request.app.ctx.agent
        try:
            await agent.tracker_store.retrieve("pret")
            from actions.assembly import assistant

            assistant().directory.contacts(("service_social_3646",))
        except Exception as error:  # whatever it is, the server is not ready
            return response.json({"pret": False, "raison": type(error).__name__}, status=503)
        return response.json({"pret": agent.is_ready()})

    return routes
