"""The sheet as a PDF: one A4 page, whatever it holds."""

from __future__ import annotations

import datetime
import importlib.util
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Iterator, Optional, Sequence

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from actions.answers.typography import french
from actions.sheet.fiche import Fiche, Groupe
from actions.sheet.text import (
    closing_lines,
    contact_line,
    orientation_lines,
    reason_lines,
    reminders,
    sheet_text,
)
from actions.sheet.wording import SheetWording

_MARGIN, _PAGE_HEIGHT = 14.0, 297.0
#: Sizes of the body text tried in turn, in points.
_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
#: No page holds more characters, in the smallest size: it is not even tried.
_ROOM = 10_000
#: Then how long texts and lists may be.
_CUTS = ((240, 8), (140, 6), (60, 4))
_HEADING_WIDTH = 46.0
_INK, _GREY, _FILL = (20, 20, 20), (90, 90, 90), (238, 240, 244)
_FAMILY = "DejaVu"


def sheet_pdf(fiche: Fiche, wording: SheetWording) -> bytes:
    """The sheet as a PDF of one page, its language and title told; the text is never an image.

    What does not fit is written smaller, then shortened: the whole is in `sheet_text`.
    """
    for size, cut in _attempts(len(sheet_text(fiche, wording))):
        page = _Page(wording, size)
        if page.write(_shortened(fiche, cut, wording.say("suite")) if cut else fiche):
            break
    return bytes(page.output())


def _attempts(length: int) -> Iterator[tuple[float, Optional[tuple[int, int]]]]:
    if length <= _ROOM:
        yield from ((size, None) for size in _SIZES)
    yield from ((_SIZES[-1], cut) for cut in _CUTS)


def _fonts() -> Path:
    """DejaVu's files, which matplotlib ships; it is not imported."""
    spec = importlib.util.find_spec("matplotlib")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"


class _Page(FPDF):
    """One page being written; `size` is the size of its body text, in points."""

    def __init__(self, wording: SheetWording, size: float) -> None:
        super().__init__(format="A4")
        self.wording, self.size = wording, size
        self.set_margins(_MARGIN, _MARGIN)
        self.set_auto_page_break(False)
        self.c_margin = 0.0
        self.set_lang("fr")
        self.set_creator("Assistant d'orientation")
        for style, name in (("", "DejaVuSans"), ("B", "DejaVuSans-Bold")):
            self.add_font(_FAMILY, style, _fonts() / f"{name}.ttf")
        self.add_page()

    def write(self, fiche: Fiche) -> bool:  # type: ignore[override]
        """Write everything; whether it fits."""
        say = self.wording.say
        self.set_title(f"{say('titre')} {fiche.reference}")
        self.set_creation_date(datetime.datetime.combine(fiche.jour, datetime.time()))
        self._head(fiche)
        self._verdict(*orientation_lines(fiche, self.wording))
        self._heading(say("titre_situation"))
        unknown = [Groupe(say("titre_inconnus"), fiche.inconnus)] if fiche.inconnus else []
        for group in (*fiche.connus, *unknown):
            self._row(group)
        self._heading(say("titre_pourquoi"))
        for line in reason_lines(fiche, self.wording):
            self._text(line)
        self._list(say("titre_etapes"), fiche.etapes, numbered=True)
        self._list(say("titre_contacts"), [contact_line(c) for c in fiche.contacts])
        self._list(say("titre_complements"), fiche.complements)
        self._list(say("titre_rappels"), reminders(fiche, self.wording), mark="☐")
        return self._foot(closing_lines(fiche, self.wording))

    def _head(self, fiche: Fiche) -> None:
        say = self.wording.say
        self._font(1.6, bold=True)
        self._cell(say("titre"), 90, after=XPos.RIGHT)
        self._font(1.25, bold=True)
        self._cell(say("reference", reference=fiche.reference), 0, align="R")
        self._font(colour=_GREY)
        self._cell(say("date", date=self.wording.date(fiche.jour)), 0, align="R")
        self.ln(1)
        self._text(say("nom"))
        label = self.get_string_width(self._clean(say("nom"))) + 4
        line = self.get_y() - 0.6
        self.line(self.l_margin + label, line, self.w - self.r_margin, line)
        self.ln(3)

    def _verdict(self, verdict: str, *missions: str) -> None:
        self.set_fill_color(*_FILL)
        self.c_margin = 2.0
        self._text(verdict, 1.2, bold=True, fill=True)
        for line in missions:
            self._text(line, fill=True)
        self.c_margin = 0.0

    def _heading(self, text: str) -> None:
        self.ln(self.size * 0.22)
        self._text(text, 1.1, bold=True)
        self.set_draw_color(*_GREY)
        self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())
        self.ln(0.8)

    def _row(self, group: Groupe) -> None:
        top = self.get_y()
        self._text(group.titre, bold=True, width=_HEADING_WIDTH)
        low = self.get_y()
        self.set_xy(self.l_margin + _HEADING_WIDTH, top)
        self._text(" ; ".join(group.faits))
        self.set_xy(self.l_margin, max(low, self.get_y()))

    def _list(
        self, heading: str, items: Sequence[str], numbered: bool = False, mark: str = "–"
    ) -> None:
        if not items:
            return
        self._heading(heading)
        for n, item in enumerate(items, 1):
            top = self.get_y()
            self._text(f"{n}." if numbered else mark, width=6)
            self.set_xy(self.l_margin + 6, top)
            self._text(item)

    def _foot(self, lines: Sequence[str]) -> bool:
        """Write the closing lines at the bottom of the page; whether there was room for them."""
        self.ln(self.size * 0.2)
        top = self.get_y()
        self._font(0.85, colour=_GREY)
        height = sum(self._height(line) for line in lines)
        bottom = _PAGE_HEIGHT - _MARGIN - height
        self.set_y(max(top, bottom))
        for line in lines:
            self._text(line, 0.85, colour=_GREY)
        return top <= bottom

    def _height(self, text: str) -> float:
        return float(
            self.multi_cell(
                0, self._line(0.85), self._clean(text), dry_run=True, output="HEIGHT", align="L"
            )
        )

    def _text(
        self, text: str, scale: float = 1.0, *, bold: bool = False, fill: bool = False,
        width: float = 0, colour: tuple[int, int, int] = _INK,
    ) -> None:  # fmt: skip
        self._font(scale, bold, colour)
        self.multi_cell(width, self._line(scale), self._clean(text), fill=fill, align="L",
                        new_x=XPos.LMARGIN, new_y=YPos.NEXT)  # fmt: skip

    def _cell(self, text: str, width: float, *, align: str = "L", after: Any = XPos.LMARGIN) -> None:
        below = YPos.TOP if after == XPos.RIGHT else YPos.NEXT
        self.cell(width, self._line(1.4), self._clean(text), align=align, new_x=after, new_y=below)

    def _font(
        self, scale: float = 1.0, bold: bool = False, colour: tuple[int, int, int] = _INK
    ) -> None:
        self.set_font(_FAMILY, "B" if bold else "", self.size * scale)
        self.set_text_color(*colour)

    def _line(self, scale: float) -> float:
        """Height of a line, in millimetres."""
        return self.size * scale * 0.45

    def _clean(self, text: str) -> str:
        """`text` with its typography, without the signs the font does not draw."""
        drawn = self.fonts[_FAMILY.lower()].cmap  # type: ignore[union-attr]
        return "".join(c if ord(c) in drawn else " " for c in french(text))


def _shortened(fiche: Fiche, cut: tuple[int, int], rest: str) -> Fiche:
    """The sheet with its long texts and lists cut; `rest` says where the rest is."""
    length, number = cut

    def short(value: Any) -> Any:
        if isinstance(value, str):
            return value if len(value) <= length else f"{value[: length - 1].rstrip()}…"
        if isinstance(value, tuple):
            kept = tuple(short(v) for v in value[:number])
            return kept if len(value) <= number or not isinstance(value[0], str) else (*kept, rest)
        if isinstance(value, Groupe):
            return Groupe(value.titre, (short(" ; ".join(value.faits)),))
        return value if value is None else replace(
            value, **{f.name: short(getattr(value, f.name)) for f in fields(value)}
        )  # fmt: skip

    groups = tuple(short(g) for g in fiche.connus)  # headings are few: none is left out
    return replace(short(replace(fiche, connus=(), cas=None)), connus=groups)
