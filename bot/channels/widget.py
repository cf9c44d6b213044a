"""Serves the widget and the pages around it: the demonstration, the window, how to embed it.

`GET /widget/<version>/assistant.js` (a version never changes), `/widget/<major>/assistant.js`
(the newest of it), `/` (a partner's page, for demonstration), `/widget/fenetre` (for an iframe),
`/widget/integrer`, `/widget/donnees`.
"""

from __future__ import annotations

import html
from string import Template
from typing import Iterable

from sanic import Blueprint, response
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.assembly import DATA
from bot.channels.cors import own_origin
from bot.conservation import load_conservation
from bot.widget.releases import FILE, SERVED, addresses, load_releases

PAGES = SERVED.parent / "pages"
_A_YEAR, _AN_HOUR = 31_536_000, 3_600
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; frame-ancestors "
)
_SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
#: Pages by address; whether other sites may frame them.
_PAGES = {
    "/": ("demonstration.html", False),
    "/widget/fenetre": ("fenetre.html", True),
    "/widget/integrer": ("integrer.html", False),
    "/widget/donnees": ("donnees.html", False),
}


def widget_routes(partners: Iterable[str] = ()) -> Blueprint:
    """The routes. partners: the origins that may frame the window."""
    routes = Blueprint("widget")
    releases = load_releases()
    newest = list(releases.values())[-1]
    served = addresses(releases)
    kept = load_conservation(DATA / "conservation.yml")
    ancestors = {True: " ".join(["'self'", *sorted(partners)]), False: "'none'"}
    style = (PAGES / "pages.css").read_text(encoding="utf-8")

    @routes.get(f"/widget/<version:str>/{FILE}")
    async def script(request: Request, version: str) -> HTTPResponse:
        release = served.get(version)
        if release is None:
            raise NotFound("Cette version de l'assistant n'existe pas.")
        tag = f'"{release.integrity}"'
        age = f"max-age={_A_YEAR}, immutable" if version in releases else f"max-age={_AN_HOUR}"
        headers = {
            **_SAFE,
            "Access-Control-Allow-Origin": "*",  # a public file; `integrity` needs it
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Cache-Control": f"public, {age}",
            "ETag": tag,
            "Vary": "Accept-Encoding",
        }
        if request.headers.get("if-none-match") == tag:
            return response.empty(304, headers=headers)
        body = release.content
        if "gzip" in request.headers.get("accept-encoding", ""):
            body, headers["Content-Encoding"] = release.zipped, "gzip"
        return response.raw(body, headers=headers, content_type="text/javascript; charset=utf-8")

    @routes.get("/widget/pages.css")
    async def css(request: Request) -> HTTPResponse:
        return response.text(style, headers=_SAFE, content_type="text/css; charset=utf-8")

    for address, (name, framed) in _PAGES.items():
        template = Template((PAGES / name).read_text(encoding="utf-8"))
        routes.add_route(_page(template, ancestors[framed], newest, kept), address, name=name)
    return routes


def _page(template: Template, ancestors: str, newest, kept):
    async def page(request: Request) -> HTTPResponse:
        text = template.substitute(
            adresse=newest.address,
            integrite=newest.integrity,
            serveur=html.escape(own_origin(request)),
            jours_conversation=kept.conversations,
            jours_fiche=kept.fiches,
        )
        headers = {**_SAFE, "Content-Security-Policy": _POLICY + ancestors}
        return response.html(text, headers=headers)

    return page
