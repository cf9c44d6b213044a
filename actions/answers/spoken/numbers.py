"""Numbers in words, as they are said in France: amounts, ordinals, phone numbers by pairs."""

from __future__ import annotations

import re

_SMALL = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
).split()
_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
_ORDINALS = {
    1: "premier", 2: "deuxième", 3: "troisième", 4: "quatrième", 5: "cinquième", 6: "sixième",
    7: "septième", 8: "huitième", 9: "neuvième", 10: "dixième",
}  # fmt: skip
#: What is beyond is said digit by digit.
LARGEST = 999_999_999


def cardinal(number: int) -> str:
    """71 → « soixante et onze », 2400 → « deux mille quatre cents ». Raises ValueError if negative."""
    if number < 0:
        raise ValueError(number)
    if number > LARGEST:
        return digits(str(number))
    for unit, name in ((1_000_000, "million"), (1000, "mille")):
        if number >= unit:
            many, rest = divmod(number, unit)
            return " ".join(p for p in (_counted(many, name), cardinal(rest) if rest else "") if p)
    return _hundreds(number)


def _counted(many: int, name: str) -> str:
    if name == "mille":
        # « quatre-vingts » and « deux cents » lose their s before « mille »
        return name if many == 1 else f"{re.sub('(?<=cent|ingt)s$', '', cardinal(many))} {name}"
    return f"{cardinal(many)} {name}{'s' if many > 1 else ''}"


def _hundreds(number: int) -> str:
    many, rest = divmod(number, 100)
    if not many:
        return _tens(rest)
    head = "cent" if many == 1 else f"{_SMALL[many]} cent{'' if rest else 's'}"
    return f"{head} {_tens(rest)}" if rest else head


def _tens(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    ten, unit = divmod(number, 10)
    if ten in (7, 9):
        ten, unit = ten - 1, unit + 10
    if ten == 8:
        return "quatre-vingts" if not unit else f"quatre-vingt-{_SMALL[unit]}"
    if not unit:
        return _TENS[ten]
    return f"{_TENS[ten]} et {_SMALL[unit]}" if unit in (1, 11) else f"{_TENS[ten]}-{_SMALL[unit]}"


def ordinal(number: int) -> str:
    """« premier », « deuxième »…; beyond ten, the number itself."""
    return _ORDINALS.get(number, cardinal(number))


def digits(written: str) -> str:
    """« zéro six »: each digit by itself."""
    return " ".join(_SMALL[int(c)] for c in written if c.isdigit())


def amount(written: str) -> str:
    """A number as it is written, with or without decimals: « 0,7 » → « zéro virgule sept »."""
    whole, _, decimals = written.replace(".", ",").partition(",")
    return f"{_group(whole)} virgule {_group(decimals)}" if decimals else _group(whole)


def phone(written: str) -> str:
    """« 3646 » → « trente-six, quarante-six », « +33 9 71 » → « plus trente-trois, neuf, soixante et onze ».

    Groups are those of `written`; four digits or more in one group are said by pairs.
    """
    groups = [part for group in written.lstrip("+").split() for part in _pairs(group)]
    said = ", ".join(_group(group) for group in groups)
    return f"plus {said}" if written.startswith("+") else said


def _pairs(group: str) -> list[str]:
    if len(group) < 4:
        return [group]
    head = [group[0]] if len(group) % 2 else []
    rest = group[len(head) :]
    return head + [rest[i : i + 2] for i in range(0, len(rest), 2)]


def _group(group: str) -> str:
    """A group of digits; its leading zeros are said one by one."""
    zeros = len(group) - len(group.lstrip("0"))
    if not zeros:
        return cardinal(int(group))
    rest = group[zeros:]
    return " ".join([_SMALL[0]] * zeros + ([cardinal(int(rest))] if rest else []))
