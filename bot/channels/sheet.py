"""Sheets over HTTP, for whoever holds their reference: the partner, or the Csam who answers the 3646.

`GET /fiche/<reference>` (JSON), `.txt`, `.pdf`. A reference is all it takes, so it must not be
guessed: see `MISSES`.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any, Callable, Optional
from urllib.parse import unquote

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.assembly import assistant
from actions.dialogue.sheets import links
from actions.sheet.fiche import Fiche
from actions.sheet.mail import prepare_mail
from actions.sheet.pdf import sheet_pdf
from actions.sheet.reference import parse_reference
from actions.sheet.text import sheet_text
from actions.sheet.wording import SheetWording
from bot.channels import cors
from bot.channels.limits import address_of
from bot.channels.origins import Origins
from bot.window import Window

#: Unknown references an address may ask for in so many seconds; known ones never count. With ten
#: thousand sheets alive, an address that never stops trying finds one in thirty years.
MISSES, SECONDS = 10, 300
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def sheet_routes(origins: Origins) -> Blueprint:
    """The sheet as JSON, text and PDF; pages of `origins` may read it."""
    routes = Blueprint("sheet")
    cors.share(routes, origins, "GET")
    guard = Window(MISSES, SECONDS)

    @routes.get("/fiche/<name:str>")
    async def sheet(request: Request, name: str) -> HTTPResponse:
        sheets = assistant().sheets
        asker = address_of(request)
        if guard.wait(asker):
            return _refused(sheets.wording.say("trop_de_demandes"), 429)
        written, _, form = unquote(name).partition(".")
        reference = parse_reference(written)
        render = _FORMS.get(form)
        if reference is None or render is None:
            guard.count(asker)
            return _refused(sheets.wording.say("reference_illisible"), 400)
        found = await _aside(sheets.find, reference)
        if found is None:
            guard.count(asker)
            return _refused(sheets.wording.say("fiche_introuvable", jours=sheets.days), 404)
        return await _aside(render, found[0], sheets.wording)

    @routes.options("/fiche/<name:str>")
    async def preflight(request: Request, name: str) -> HTTPResponse:
        return cors.preflight(request, origins, response.empty(403))

    return routes


async def _aside(function: Callable[..., Any], *args: Any) -> Any:
    """Run what reads the database, or draws a page, without keeping others waiting."""
    return await asyncio.get_running_loop().run_in_executor(None, partial(function, *args))


def _refused(words: str, status: int) -> HTTPResponse:
    return response.json({"erreur": words}, status=status, headers=_HEADERS)


def _json(fiche: Fiche, wording: SheetWording) -> HTTPResponse:
    mail = prepare_mail(fiche, wording)
    body = {
        **fiche.to_dict(),
        "liens": links(fiche.reference),
        "texte": sheet_text(fiche, wording),
        "courriel": mail.to_dict() if mail else None,
    }
    return response.json(body, headers=_HEADERS)


def _text(fiche: Fiche, wording: SheetWording) -> HTTPResponse:
    return response.text(sheet_text(fiche, wording), headers=_HEADERS)


def _pdf(fiche: Fiche, wording: SheetWording) -> HTTPResponse:
    name = {"Content-Disposition": f'inline; filename="fiche-{fiche.reference}.pdf"'}
    return response.raw(
        sheet_pdf(fiche, wording), headers={**_HEADERS, **name}, content_type="application/pdf"
    )


_FORMS: dict[Optional[str], Callable[[Fiche, SheetWording], HTTPResponse]] = {
    "": _json,
    "txt": _text,
    "pdf": _pdf,
}
