"""A plain page to talk to the assistant from a browser, until the widget replaces it."""

from __future__ import annotations

from pathlib import Path

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

FOLDER = Path(__file__).resolve().parent / "static"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_TYPES = {"page.html": "text/html", "page.js": "text/javascript", "page.css": "text/css"}


def page_routes() -> Blueprint:
    """`GET /`, and the page's script and style."""
    routes = Blueprint("page")

    def file(name: str) -> HTTPResponse:
        text = (FOLDER / name).read_text(encoding="utf-8")
        return response.text(text, headers=_HEADERS, content_type=f"{_TYPES[name]}; charset=utf-8")

    @routes.get("/")
    async def page(request: Request) -> HTTPResponse:
        return file("page.html")

    @routes.get("/page.js")
    async def script(request: Request) -> HTTPResponse:
        return file("page.js")

    @routes.get("/page.css")
    async def style(request: Request) -> HTTPResponse:
        return file("page.css")

    return routes
