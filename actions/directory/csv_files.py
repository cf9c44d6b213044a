"""Read the CSV files people edit, every mistake named by file and line."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NoReturn

from actions.directory.errors import DirectoryError
from actions.directory.records import Caisse, Contact, Departement

CAISSES, DEPARTEMENTS, CONTACTS = "caisses.csv", "departements.csv", "contacts.csv"

_TYPES = ("carsat", "cramif", "cnav", "cgss", "cssm")
_CONFIANCES = ("haute", "bonne")
_CERTITUDES = ("D", "A", "B", "C", "X")
_CODE = re.compile(r"[a-z0-9_]+")
_DEPARTEMENT = re.compile(r"0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|97[1-6]")
_TELEPHONE = re.compile(r"\+?\d+( \d+)*")
_COURRIEL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_URL = re.compile(r"https://[\w.-]+\.\w+(/\S*)?", re.ASCII)


@dataclass(frozen=True)
class DirectoryFiles:
    """The content of the three files, checked: every code named exists."""

    caisses: Sequence[Caisse]
    departements: Sequence[Departement]
    contacts: Sequence[Contact]


class _Line:
    """One line of a file, its cells by column, that knows where it stands."""

    def __init__(self, file: Path, number: int, cells: dict[str, str]) -> None:
        self.file = file
        self.number = number
        self.cells = cells

    def fail(self, message: str) -> NoReturn:
        raise DirectoryError(message, self.file, self.number)

    def filled(self, column: str) -> str:
        """Return a cell that may not be empty."""
        return self.cells[column] or self.fail(f"la colonne « {column} » est vide")

    def among(self, column: str, known: Collection[str], kind: str) -> str:
        """Return a cell that must be one of ``known``."""
        value = self.filled(column)
        if value not in known:
            self.fail(f"{kind} « {value} » dans la colonne « {column} »")
        return value

    def matching(self, column: str, pattern: re.Pattern[str], kind: str) -> str | None:
        """Return a cell of the form ``pattern``, or None when it is empty."""
        value = self.cells[column]
        if value and not pattern.fullmatch(value):
            self.fail(f"{kind} « {value} »")
        return value or None


def read_directory(folder: Path) -> DirectoryFiles:
    """Read and check the three files of ``folder``.

    Raises DirectoryError, in French, at the first mistake.
    """
    caisses = [_caisse(line) for line in _lines(folder / CAISSES, Caisse)]
    codes = {caisse.code for caisse in caisses}
    departements = [
        _departement(line, codes) for line in _lines(folder / DEPARTEMENTS, Departement)
    ]
    codes = {departement.code for departement in departements}
    contacts = [_contact(line, codes) for line in _lines(folder / CONTACTS, Contact)]
    return DirectoryFiles(caisses, departements, contacts)


def checksum(folder: Path) -> str:
    """Return the SHA-256 of the three files, in hexadecimal.

    Raises DirectoryError when one cannot be read.
    """
    digest = hashlib.sha256()
    for name in (CAISSES, DEPARTEMENTS, CONTACTS):
        content = _content(folder / name)
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _caisse(line: _Line) -> Caisse:
    return Caisse(
        code=line.filled("code"),
        nom=line.filled("nom"),
        type=line.among("type", _TYPES, "type de caisse inconnu"),
    )


def _departement(line: _Line, caisses: Collection[str]) -> Departement:
    line.matching("code", _DEPARTEMENT, "code de département malformé")
    return Departement(
        code=line.filled("code"),
        nom=line.filled("nom"),
        caisse_service_social=line.among("caisse_service_social", caisses, "caisse inconnue"),
        caisse_retraite=line.among("caisse_retraite", caisses, "caisse inconnue"),
        confiance=line.among("confiance", _CONFIANCES, "confiance inconnue"),
        note=line.cells["note"],
    )


def _contact(line: _Line, departements: Collection[str]) -> Contact:
    line.matching("code", _CODE, "code malformé (minuscules, chiffres et tirets bas)")
    in_one = line.cells["departement"] != ""
    return Contact(
        code=line.filled("code"),
        nom=line.filled("nom"),
        telephone=line.matching("telephone", _TELEPHONE, "téléphone malformé"),
        courriel=line.matching("courriel", _COURRIEL, "courriel malformé"),
        url=line.matching("url", _URL, "adresse de site malformée (https://…)"),
        departement=line.among("departement", departements, "département inconnu")
        if in_one
        else None,
        usage=line.filled("usage"),
        source=line.filled("source"),
        certitude=line.among("certitude", _CERTITUDES, "certitude inconnue"),
    )


def _lines(file: Path, record: Any) -> Iterator[_Line]:
    """Yield the lines of ``file``, whose columns are the fields of ``record``, codes unique."""
    columns = [field.name for field in fields(record)]
    reader = csv.reader(io.StringIO(_text(file), newline=""), strict=True)
    seen: dict[str, int] = {}
    number, following = 1, 1
    try:
        for cells in reader:
            # A cell may hold line ends: a row is where it begins.
            number, following = following, reader.line_num + 1
            if number == 1:
                _check_header(file, cells, columns)
                continue
            if len(cells) != len(columns):
                message = f"{len(cells)} colonnes au lieu de {len(columns)}"
                raise DirectoryError(message, file, number)
            line = _Line(file, number, dict(zip(columns, map(str.strip, cells), strict=True)))
            first = seen.setdefault(line.filled("code"), number)
            if first != number:
                line.fail(f"code « {line.cells['code']} » en double, déjà à la ligne {first}")
            yield line
    except csv.Error as error:
        raise DirectoryError(f"CSV illisible ({error})", file, following) from error
    if not seen:
        raise DirectoryError("aucune ligne", file)


def _check_header(file: Path, cells: list[str], columns: list[str]) -> None:
    if cells != columns:
        raise DirectoryError(f"première ligne attendue : « {','.join(columns)} »", file, 1)


def _text(file: Path) -> str:
    content = _content(file)
    try:
        # A spreadsheet often writes the byte-order mark first.
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DirectoryError("texte qui n'est pas en UTF-8", file, line) from error


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise DirectoryError(f"fichier illisible ({error.strerror})", file) from error
