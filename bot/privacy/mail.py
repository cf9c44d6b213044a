"""E-mail addresses, typed or spoken: « jean.dupont@chu.fr », « jean point dupont arobase gmail point com »."""

from __future__ import annotations

import re
from typing import Iterator

from bot.privacy.message import Message
from bot.privacy.spans import COURRIEL, Span

_JOINT = (
    r"(?:point|dot|tirets?(?: (?:du (?:six|6|bas)|bas|haut|huit|8))?|underscore|barre (?:du )?bas(?:se)?|"
    r"moins|slash|plus)"
)
#: One part of a spoken address: a word, a number in figures, or letters one by one.
_PART = r"(?:[a-z](?: [a-z]\b)*|[\w.-]+)"
_ENDS = r"(?:fr|com|net|org|eu|be|ch|gouv|re|gp|mq|yt|nc|info|asso|bzh|paris)"
_TYPED = re.compile(
    r"[\w.+%'-]*[\w+%-] ?(?:@|\(at\)|\[at\]) ?"
    rf"(?:[\w-]+(?:\.[\w-]+)+|[\w-]+ ?\. ?{_ENDS}\b|[\w-]+)"
)
_AT = r"(?:arr?obaz?[sz]e?|aro ?base|a ?robas|a commercial|at sign|@|at)"
_SPOKEN = re.compile(
    rf"\b(?:{_PART} {_JOINT} ){{0,4}}{_PART} {_AT} {_PART}(?: {_JOINT} ?{_PART}){{0,2}} ?(?:point|dot|\.) ?{_ENDS}\b"
    rf"(?: (?:point|dot) {_ENDS}\b)?"
)
#: The sign said without any recognisable end: the words on both sides still make an address.
_SAID_AT = re.compile(
    rf"\b(?:{_PART} {_JOINT} ){{0,4}}{_PART} (?:arr?obaz?[sz]e?|aro ?base|a ?robas) {_PART}(?: {_JOINT} {_PART})*"
)
#: A personal page names its owner.
_PAGE = re.compile(r"\b(?:facebook|linkedin|instagram|doctolib|twitter|tiktok)\.\w{2,3}/[^\s,;)]+")


#: Without one of these there is no address to look for.
_SIGN = re.compile(r"@|\(at\)|\[at\]|arr?oba|aro ?base|a ?robas|commercial|\bat\b|\.\w{2,3}/")


def addresses_of_mail(message: Message) -> Iterator[Span]:
    """Every e-mail address of the message."""
    if not _SIGN.search(message.plain):
        return
    for pattern in (_TYPED, _SPOKEN, _SAID_AT, _PAGE):
        for m in pattern.finditer(message.plain):
            yield Span(m.start(), m.end(), COURRIEL)
