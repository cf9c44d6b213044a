"""Masks what identifies a person before anything is stored, logged or sent on.

Numbers, birth dates and addresses by their form; names after a civility. A person's situation stays readable.
"""

from __future__ import annotations

import re

_MASKS = (
    ("[courriel masqué]", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("[numéro masqué]", re.compile(
        r"(?<!\d)[12][ .-]?\d{2}[ .-]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .-]?(?:\d{2}|2[ABab])"
        r"[ .-]?\d{3}[ .-]?\d{3}(?:[ .-]?\d{2})?(?!\d)")),
    ("[téléphone masqué]", re.compile(
        r"(?<!\d)(?:(?:\+|00) ?(?:33|262|590|594|596) ?(?:\(0\) ?)?|0)[1-9]"
        r"(?:[ ._-]?\d{2}){4}(?!\d)")),
    ("[compte masqué]", re.compile(r"\bFR\d{2}(?: ?[0-9A-Z]{4}){5} ?[0-9A-Z]{3}\b", re.I)),
)  # fmt: skip
_TITLE = (
    r"(?:[Mm]me|[Mm]lle|[Mm]adame|[Mm]ademoiselle|[Mm]onsieur|M\.|Mr\.?|MM?E|MME|MONSIEUR|MADAME)"
)
_NAME = re.compile(
    rf"\b({_TITLE})\s+((?:[A-ZÉÈÀÇÎÔ][\w'’-]+\s?){{1,3}})(?=[\s,.;:!?)]|$)"
)  # fmt: skip


_BIRTH = re.compile(
    r"\b(n[ée]+e?s?|naissance|ddn|dn)((?: le| :|:)*) ?\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?((?:19|20)\d{2})",
    re.I,
)
_ADDRESS = re.compile(
    r"\b\d{1,4}(?: ?(?:bis|ter|quater))?,? (?:rue|avenue|av\.?|bd|boulevard|impasse|chemin|place|all[ée]e|"
    r"route|quai|square|cours|passage)\b(?: (?:des|du|de|les|la|le|l['’]|d['’]|aux?)(?![a-z]))* ?"
    r"(?:[A-ZÉÈÀÎ][\w'’-]*(?: (?:de|du|des|la|le)(?= [A-Z]))? ?){0,4}",
)


def mask(text: str) -> str:
    """`text` without social-security numbers, phones, e-mails, accounts and names after a title.

    In a message all in capitals names cannot be told from words: only the forms are masked.
    """
    for label, pattern in _MASKS:
        text = pattern.sub(label, text)
    text = _BIRTH.sub(r"\1 en \3", text)  # the year tells the age, the day tells who it is
    text = _ADDRESS.sub("[adresse masquée] ", text)
    if text != text.upper():
        text = _NAME.sub(r"\1 [nom masqué]", text)
    return text
