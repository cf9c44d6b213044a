"""The owner of each word: a walk from left to right along subjects, possessives and pronouns."""

from __future__ import annotations

from typing import Iterator, Optional

from bot.understanding.focus import head_noun, is_signature, opening_trade, words_before
from bot.understanding.roles import (
    ADJECTIVES,
    ARTICLE,
    DETERMINERS,
    GREETINGS,
    INDEFINITE,
    OWN_FIRST,
    OWN_THIRD,
    VERBISH,
    Mention,
    Roles,
    token_at,
)
from bot.understanding.text import PUNCTUATION, Words

PERSONNE, AUTRE, AUTEUR = "personne", "autre", "auteur"
_CONJUNCTION = frozenset(
    "mais car donc or puis que qui dont ou alors parce puisque et quand lorsque comme si enfin "
    "voila euh hein la bon".split()
)
_RESTARTS = frozenset("mais car donc or puis alors parce puisque".split())
_PREPOSITIONS = frozenset("avec de a pour chez par sans du au aux des contre vers".split())
#: What the writer says of themselves after « je »; other verbs lead to the person.
_OF_ONESELF = frozenset(
    "suis etais serai habite vis travaille travaillais exerce bosse touche gagne loge ai avais "
    "reside demeure perds dors marche mange vais dirige gere preside".split()
)
_SUBORDINATES = frozenset("depuis parce alors pendant tandis".split())
#: What the writer owns or runs: « je tiens un garage », « devant ma boutique ».
_BUSINESS = frozenset(
    "restaurant boutique commerce entreprise societe garage salon magasin cabinet exploitation ferme "
    "bar cafe auberge hotel pme atelier agence boulangerie librairie epicerie officine brasserie "
    "pharmacie camping tabac cave chantier centre ecole association service".split()
)
_RUNS = frozenset("emploie embauche recrute possede encadre manage administre".split())
_SAYS = frozenset("precise precisons rappelle signale ajoute note sachant".split())
#: « je vais bien », « je vais chez elle », against « je vais devoir le déclarer inapte ».
_GOES = frozenset("bien mal mieux tres pas me a au chez en dans sur y la parfaitement".split())
#: After a comma, what still tells of whoever was just named: « son époux, 82 ans, qui… ».
_APPOSED = frozenset(
    "qui dont agee age agees ages nee ne ancien ancienne ex lui elle retraite retraitee aussi "
    "egalement deja decede decedee veuf veuve handicape handicapee".split()
)
#: States that agree with whoever has them.
_STATES = frozenset(
    "atteint malade handicape paralyse grabataire alite hospitalise dement invalide dependant "
    "desoriente aveugle sourd autiste trisomique".split()
)
#: « elle s'occupe de son mari, 82 ans, Alzheimer, … »: what follows is why.
_TENDS = frozenset(
    "occupe occuper aide aider aidante aidant soigne soigner veille garde garder lave leve nourrit "
    "manger charge couche accompagne".split()
)
_YEARS = frozenset("ans an a / et mois piges balais".split())
#: Whose leaving ends what is told of them: « le mari est parti, trois enfants à nourrir ».
_LEFT_HOME = ("parti", "file", "barre", "tire", "evapore", "disparu", "envole", "quitte",
              "abandonne", "decede", "mort")  # fmt: skip
#: « sa femme l'aide à s'habiller »: what is done for the person tells of them.
_CARES = frozenset(
    "aide lave habille leve couche douche porte nourrit deshabille releve change soutient".split()
)
_MONEY = frozenset("impaye impayes dette dettes decouvert credit credits endettement".split())
_NO = frozenset("aucun aucune pas zero ni sans".split())
_SAID_OF_A_TOPIC = frozenset(
    "ca rien tout pas ok impeccable nickel va aucun ras parfaite bonne".split()
)
#: Said between two names of one and the same person: « un voisin enfin un ami ».
_PUT_RIGHT = frozenset("enfin plutot pardon non euh voire disons bref ou , ".split())
#: « sinon l'argent ça va », « la santé ça va »: the person's affairs again.
_TOPICS = frozenset("argent budget finances financierement sante sous moral logement".split())
_ONE_IS = frozenset({
    ("assistante", "maternelle"), ("assistante maternelle",), ("nounou",), ("grand", "mere"), ("grand", "pere"),
    ("mere",), ("pere",), ("maman",), ("papa",), ("mamie",), ("papi",),
})  # fmt: skip
#: « c'est moi qui ai eu un cancer », against « c'est moi qui l'aide ».
_MINE = frozenset({
    ("qui", "ai", "eu"), ("qui", "ai", "un"), ("qui", "ai", "une"), ("qui", "suis", "malade"),
    ("qui", "suis", "en"), ("qui", "ai", "ete"),
})  # fmt: skip
_TELLERS = frozenset("il elle dame monsieur madame mme m patient patiente".split())
_TOLD = frozenset("dit disait repete repetait explique raconte repond confie crie".split())
_CLITICS = frozenset("ne me vous te y en lui leur le la les l nous meme aussi deja moi".split())


class Walk:
    """Gives each word its owner, sentence after sentence, from left to right."""

    def __init__(
        self, words: Words, roles: Roles, mentions: list[Mention], focus: Optional[Mention],
        gender: str, self_told: bool,
    ) -> None:  # fmt: skip
        self.words, self.roles, self.tokens = words, roles, words.tokens
        self.focus, self.gender, self.self_told = focus, gender, self_told
        self.at = {m.first: m for m in mentions}
        #: gender of the somebody else who was the last subject
        self.other: Optional[str] = None
        #: genders of everybody else named so far
        self.named: set[str] = set()
        #: the trade the writer opens with, as first word and end
        self.trade = None if self_told else opening_trade(words, roles, mentions)

    def owners(self) -> list[str]:
        """The owner of each word."""
        out: list[str] = []
        for first, last in self.words.sentences:
            out.extend(self._sentence(first, last))
        for first, last in self._writers():
            out[first:last] = [AUTEUR] * (last - first)
        return out

    def _apposed(self, i: int, named: Optional[Mention]) -> bool:
        """Whether what opens at `i`, after a comma or a bracket, still tells of who was named."""
        token, after = token_at(self.tokens, i), token_at(self.tokens, i + 1)
        if named is None:
            return False
        chain = self.tokens[named.last : i - 1]
        beside = chain[: chain.index(",")] if "," in chain else chain
        if any(t in ("est", "a", "ont", "sont", "qui", "etait", "ne") for t in beside):
            return False  # « dont le mari est mort, 60 ans »
        if token.isdigit() and after in _YEARS:
            return not any(t.isdigit() for t in chain)
        if token in _APPOSED and after != "est":
            return True
        marked = "f" if token.endswith(("ee", "nte", "ide")) else "m"
        if token in _STATES or token[:-1] in _STATES:
            return self.gender != named.gender and (
                token in ("malade", "grabataire", "aveugle", "autiste") or marked == named.gender
            )
        tended = _TENDS.intersection(self.tokens[max(0, named.first - 5) : named.first])
        if tended and "," in chain and len(chain) < 12:
            goes_on = token not in VERBISH | _CONJUNCTION | _NO | {"plus", "donc"}
            return goes_on or token == "en" and after != "plus"
        aged = "," in chain and any(t.isdigit() for t in chain) and len(chain) < 6
        if aged and ((token,) in self.roles.trades or self.roles.titles.match(f"{token} {after} ")):
            return True  # « sa sœur, 45 ans, infirmière à Brest »
        trade = self.roles.trades.get((token,)) or self.roles.users.get((token,))
        other = self.gender in ("m", "f") and named.gender != self.gender
        return other and trade in ("m", "f") and trade == named.gender

    def _gone(self, i: int) -> bool:
        """« Le mari est parti, trois enfants… »: nothing more is told of him."""
        after = self.tokens[i : i + 5]
        for k, token in enumerate(after):
            if token in PUNCTUATION:
                return False
            if token.startswith(_LEFT_HOME):
                return (
                    after[k + 1 : k + 2] not in (["a"], ["en"], ["de"])
                    or "retraite" not in (self.tokens[i + k : i + k + 5])
                )
        return False

    def _sentence(self, first: int, last: int) -> list[str]:
        owners: list[str] = []
        subject = local = PERSONNE
        relative = gone = False
        carried, self.other = self.other, None
        named: Optional[Mention] = None  # somebody else, whose apposition may follow
        outside: list[tuple[str, str, Optional[str]]] = []
        inserted = False  # inside « dont la compagne, enceinte, est… »
        bracketed = False  # inside « son frère (30 ans, en arrêt) »
        i = first
        while i < last:
            token = self.tokens[i]
            if token == "(":
                outside.append((subject, local, self.other))
            if token == ")" and outside:
                subject, inner, self.other = outside.pop()
                local = inner if token_at(self.tokens, i + 1) in ("qui", "dont") else subject
                relative = bracketed = False
            elif token == "," and (bracketed or inserted):
                # « dont la compagne, enceinte, est sans emploi »
                local = AUTRE if bracketed or token_at(self.tokens, i + 1) in VERBISH else subject
                inserted = False
            elif token == "," and relative and local != subject and self._told_aside(i):
                inserted = True
            elif token in (",", "(") and named is not None and self._apposed(i + 1, named):
                local = AUTRE
                relative = self.tokens[i + 1] == "dont"
                bracketed = token == "("
            elif token in PUNCTUATION or token in _RESTARTS:
                if gone:
                    subject, self.other, gone = PERSONNE, None, False
                if token != "," or local == subject:
                    named = None
                local, relative = subject, False
            elif token == "en" and token_at(self.tokens, i + 1).endswith("ant"):
                local = subject  # « chez une copine en comptant ses pièces »
            elif local == AUTRE and subject == AUTRE and self._cared_for(i):
                local = PERSONNE
            elif local == AUTEUR and self._new_subject(i, first):
                subject = local = PERSONNE
            elif (
                token in ("dont", "ou")
                or token == "que"
                and token_at(self.tokens, i - 1) in _SUBORDINATES
            ):
                relative = True
            elif (
                token == "et"
                and i + 1 < last
                and (self.tokens[i + 1] in VERBISH or self.tokens[i + 1] in OWN_THIRD)
            ):
                local = subject
            elif _back_to_topic(self.tokens, i, first):
                subject = local = PERSONNE
                self.other = None
            elif self.self_told and token in OWN_FIRST and local == AUTRE:
                local = PERSONNE  # « elles paieront mes dettes »
            elif token == "on" or token in ("nous", "faut", "faudrait") and local == AUTEUR:
                subject = local = PERSONNE
            mention = self.at.get(i)
            if mention is None:
                owners.append(local)
                i += 1
                continue
            who = self._who(mention, carried)
            if who is None:
                who = subject
            parted = self._put_right(mention, first)
            if parted:
                who = owners[-1 - parted]
            is_subject = _is_subject(self.tokens, mention, first, last)
            if mention.kind not in ("je", "pronoun", "tonic") and who == AUTRE:
                self.named.add(mention.gender)
            following = self.tokens[mention.last : mention.last + 2]
            if (
                is_subject
                and who == AUTRE
                and (relative or "etant" in following or "ayant" in following)
            ):
                local = who
            elif is_subject:
                subject = local = who
                cleft = mention.last < last and self.tokens[mention.last] == "qui"
                self.other = mention.gender if who == AUTRE and not cleft else None
                carried = None
            else:
                local = who
                if who == PERSONNE and subject == AUTEUR and mention.kind in ("user", "own_user"):
                    subject = PERSONNE  # « je suis ce monsieur, 47 ans, … »: it goes on about him
            if is_subject:
                self._opening(owners, mention, first, local)
                if (
                    mention.kind == "pronoun"
                    and token_at(self.tokens, i - 1) == "que"
                    and i > first
                ):
                    owners[-1] = local  # « son épouse, qu'il assiste »
            if mention.kind not in ("je", "pronoun", "tonic"):
                named = mention if who == AUTRE and local == AUTRE else None
                gone = who == AUTRE and is_subject and self._gone(mention.last)
            owners.extend([local] * (mention.last - mention.first))
            i = mention.last
            if local == AUTRE and self.tokens[i : i + 2] in (
                ["a", "nourrir"], ["a", "charge"], ["a", "elever"]
            ):  # fmt: skip
                local = PERSONNE  # « trois garçons à nourrir sur un mi-temps »
            if local == AUTRE and mention.gender == "x" and self._aged(i):
                local = PERSONNE  # « chez ses parents vingt-quatre ans »: several have no one age
        if subject != AUTRE or self._refers_back(first, last):
            self.other = None
        return owners

    def _aged(self, i: int) -> bool:
        return token_at(self.tokens, i).isdigit() and token_at(self.tokens, i + 1) == "ans"

    def _told_aside(self, i: int) -> bool:
        """Whether a name stands just before the comma at `i`, and its verb after the next one."""
        if not any(m.last == i for m in self.at.values()):
            return False
        closing = next((k for k in range(i + 1, i + 7) if token_at(self.tokens, k) == ","), 0)
        return closing > 0 and token_at(self.tokens, closing + 1) in VERBISH

    def _cared_for(self, i: int) -> bool:
        """« (sa femme) l'aide à s'habiller », « lui fait sa toilette »."""
        token, verb = self.tokens[i], token_at(self.tokens, i + 1)
        return token in ("le", "la") and verb in _CARES or token == "lui" and verb in (
            "lave", "boutonne", "prepare", "enfile", "coupe"
        )  # fmt: skip

    def _new_subject(self, i: int, first: int) -> bool:
        """« je gère la paie d'un garage, le carrossier est… »: no more the writer's."""
        if self.tokens[i] not in ("le", "la", "les", "ce", "cette", "notre"):
            return False
        before = token_at(self.tokens, i - 1) if i > first else ""
        verb = token_at(self.tokens, i + 2)
        return before not in _PREPOSITIONS and verb in (
            "est", "a", "ont", "sont", "ne", "etait", "vit", "habite", "touche"
        ) and self.tokens[i + 1] not in _CONJUNCTION | PUNCTUATION  # fmt: skip

    def _put_right(self, mention: Mention, first: int) -> int:
        """How many words part a name from the name it puts right; 0 when it puts none right."""
        if mention.kind in ("je", "pronoun", "tonic", "writer"):
            return 0
        at = mention.first - 1
        while at > first and (self.tokens[at] in DETERMINERS or self.tokens[at] in ADJECTIVES):
            at -= 1
        said = at
        while at > first and self.tokens[at] in _PUT_RIGHT:
            at -= 1
        between = self.tokens[at : said + 1] if said > at else []
        corrected = any(t in ("enfin", "plutot", "pardon") for t in between)
        names = (m for m in self.at.values() if m.kind not in ("je", "pronoun", "tonic"))
        if not corrected or not any(m.last == at + 1 for m in names):
            return 0
        return mention.first - at - 1

    def _refers_back(self, first: int, last: int) -> bool:
        """« Son frère vit avec lui. »: the person is still who « il » stands for afterwards."""
        return any(
            self.tokens[k] in ("lui", "elle", "eux") and self.tokens[k - 1] in _PREPOSITIONS
            for k in range(first + 1, last)
        )

    def _opening(self, owners: list[str], mention: Mention, first: int, owner: str) -> None:
        """Give « c'est », « son », « mon petit »… to whom they introduce."""
        i = mention.first - 1
        while i >= first and (self.tokens[i] in DETERMINERS or self.tokens[i] in ADJECTIVES):
            owners[i - first] = owner
            i -= 1
        if i > first and self.tokens[i - 1 : i + 1] == ["ce", "est"]:
            owners[i - first] = owners[i - 1 - first] = owner

    def _who(self, mention: Mention, carried: Optional[str]) -> Optional[str]:
        """Whose words open with a mention; None when it changes nothing."""
        if mention.kind == "je":
            return self._je(mention)
        if mention.kind == "writer":
            return PERSONNE
        if mention.kind in ("pronoun", "tonic"):
            return self._pronoun(mention, carried)
        if mention.kind in ("user", "own_user"):
            return self._user(mention)
        if self._same_as_focus(mention) or self.self_told and self._says_what_one_is(mention):
            return PERSONNE
        return AUTRE

    def _says_what_one_is(self, mention: Mention) -> bool:
        """« Grand-mère de 64 ans, j'élève… », « Assistante maternelle à Vesoul, … »."""
        before = token_at(self.tokens, mention.first - 1)
        opens = before in ("", "suis", "¶", ".", "!") or before in GREETINGS
        opens = opens or before == "," and token_at(self.tokens, mention.first - 2) in GREETINGS
        told = token_at(self.tokens, mention.last)
        return opens and mention.kind in ("kin3", "kin1", "other") and (
            mention.head in _ONE_IS and told in ("de", "a", ",", "depuis", "en", "agreee", "et", ".")
        )  # fmt: skip

    def _same_as_focus(self, mention: Mention) -> bool:
        """« c'est pour un papa… donc le papa il a 38 ans »."""
        if self.focus is None or head_noun(self.focus) != head_noun(mention):
            return False
        told_again = mention.kind == "kin_def" and self.focus.kind == "user"
        return told_again or self.focus.kind in ("kin1", "kin3", "kin_def", "other")

    def _user(self, mention: Mention) -> str:
        called = mention.head[:1] == ("prenom",)
        if self.self_told:
            return AUTRE if mention.kind == "own_user" or called else PERSONNE
        another = called and self.focus is not None and mention.head != self.focus.head
        if another and self.focus is not None and self.focus.head[:1] == ("prenom",):
            return AUTRE
        if self.focus is None or mention is self.focus or is_signature(self.tokens, mention):
            return PERSONNE
        clash = self.gender in ("m", "f") and mention.gender in ("m", "f") and (
            mention.gender != self.gender
        )  # fmt: skip
        aside = any(p.search(words_before(self.words, mention.first)) for p in self.roles.put_aside)
        if aside:
            return AUTRE
        if clash and mention.head not in (("personne",), ("assure",), ("couple",)):
            return AUTRE
        return PERSONNE

    def _je(self, mention: Mention) -> Optional[str]:
        if self.self_told:
            return PERSONNE
        token, at = self.tokens[mention.first], mention.first
        before = token_at(self.tokens, at - 1)
        if token == "me":
            return None
        if token == "moi":
            following = tuple(self.tokens[at + 1 : at + 4])
            if following in _MINE:
                return AUTEUR
            apart = before in PUNCTUATION or before in ("", "et", "mais", "part", "cote", "car")
            return AUTEUR if apart else None
        k = at + 1
        while token_at(self.tokens, k) in _CLITICS:
            k += 1
        verb, after = token_at(self.tokens, k), token_at(self.tokens, k + 1)
        if _quoted(self.words, at):
            return PERSONNE
        if before == "que" and token_at(self.tokens, at - 2) in _SAYS and verb in _OF_ONESELF:
            return AUTEUR
        if self._of_my_own(k):
            return AUTEUR
        if before in ("que", "dont", "qui") or verb not in _OF_ONESELF:
            return PERSONNE
        if verb == "suis" and after in ("un", "une") and self._presented(at):
            return PERSONNE  # « Assistante sociale. Je suis une dame de… »: whom they follow
        if verb == "vais" and after not in _GOES or verb == "serai" and (
            {"amenee", "amene", "obligee", "oblige", "contrainte", "contraint"}.intersection(
                self.tokens[k + 1 : k + 4]
            )
        ):  # fmt: skip
            return PERSONNE
        if verb == "ai":
            aged = "ans" in self.tokens[k + 1 : k + 5] and any(
                t.isdigit() for t in self.tokens[k + 1 : k + 4]
            )
            aged = aged and not any(t in INDEFINITE for t in self.tokens[k + 1 : k + 3])
            return AUTEUR if aged or after in ("mal", "arrete", "perdu") else PERSONNE
        return AUTEUR

    def _of_my_own(self, k: int) -> bool:
        """« je tiens un garage », « j'emploie », « je viens de me faire opérer », from word `k`."""
        verb, after = token_at(self.tokens, k), token_at(self.tokens, k + 1)
        following = self.tokens[k + 1 : k + 5]
        if verb in _RUNS:
            return True
        if verb in ("tiens", "ai", "gere", "dirige") and after in ("un", "une", "le", "la", "mon"):
            return bool(_BUSINESS.intersection(following[1:3]))
        itself = {"faire", "soigner", "operer", "casser"}.intersection(following)
        return verb in ("viens", "dois", "vais") and "me" in following[:2] and bool(itself)

    def _presented(self, at: int) -> bool:
        """Whether the writer said who they are before word `at`."""
        return self.trade is not None and self.trade[1] <= at

    def _pronoun(self, mention: Mention, carried: Optional[str]) -> Optional[str]:
        other = self.other or carried
        echo = mention.kind == "tonic" and token_at(self.tokens, mention.first - 1) == ","
        if echo and any(
            m.last == mention.first - 1 and m.kind not in ("pronoun", "tonic", "je")
            for m in self.at.values()
        ):
            return None
        if self.self_told or self.tokens[mention.first] == "eux":
            return AUTRE
        if self.tokens[mention.first] in ("ils", "elles"):
            return AUTRE if other in ("x", "?") else PERSONNE
        if self.gender in ("m", "f") and mention.gender != self.gender:
            if mention.kind == "tonic":
                return AUTRE
            known = mention.gender in self.named or other in (mention.gender, "?", "x")
            return AUTRE if known else PERSONNE
        meanwhile = self.tokens[max(0, mention.first - 2) : mention.first] == ["pendant", "que"]
        if mention.kind == "tonic" or meanwhile:
            return PERSONNE
        return AUTRE if other == mention.gender else PERSONNE

    def _writers(self) -> Iterator[tuple[int, int]]:
        if self.self_told:
            return
        if self.trade:
            yield self.trade
        for i, token in enumerate(self.tokens[1:], 1):
            if token in _BUSINESS and self.tokens[i - 1] in ("mon", "ma", "notre"):
                yield i - 1, i + 1


def _back_to_topic(tokens: list[str], i: int, first: int) -> bool:
    """« …, l'argent non plus », « sinon la santé ça va »: a topic, and nobody's in particular."""
    if tokens[i] in _MONEY and i > first:
        lead = tokens[i - 1] if tokens[i - 1] not in _NO else token_at(tokens, max(first, i - 2))
        return lead in PUNCTUATION
    if tokens[i] not in _TOPICS:
        return False
    if tokens[i] == "financierement":
        return True
    before = tokens[max(first, i - 3) : i]
    if before[-1:] in (["niveau"], ["cote"]):
        return True
    if not before or before[-1] not in ("le", "la", "les"):
        return False
    lead = token_at(tokens, i - 2) if i - 2 >= first else ""
    if token_at(tokens, i + 1) in _SAID_OF_A_TOPIC and lead not in _PREPOSITIONS:
        return True
    return lead == "" or lead in PUNCTUATION or lead in _CONJUNCTION or lead in ("sinon", "apres")


def _quoted(words: Words, at: int) -> bool:
    """Whether the words are the person's own: « elle répète "je suis au bout" »."""
    before = words.text[: words.words[at].start]
    opened = max(before.rfind("«"), before.rfind("“"))
    inside = opened > max(before.rfind("»"), before.rfind("”")) or before.count('"') % 2 == 1
    tokens = words.tokens[max(words.sentence(at)[0], at - 6) : at]
    while tokens and tokens[-1] in (",", ":", "ben", "bon", "euh", "bah", "hein"):
        tokens.pop()
    told = bool(_TOLD.intersection(tokens[-1:])) and bool(_TELLERS.intersection(tokens))
    return inside and "je" not in tokens or told


def _is_subject(tokens: list[str], mention: Mention, first: int, last: int) -> bool:
    """Whether a mention looks like the subject of what follows."""
    if mention.kind == "je":
        return tokens[mention.first] in ("je", "moi")
    if mention.kind == "writer":
        return True
    if mention.kind in ("pronoun", "tonic"):
        before = tokens[mention.first - 1] if mention.first > first else ""
        return before not in ("avec", "chez", "de", "pour", "a", "et", "sans") or (
            before == "et" and mention.last < last and tokens[mention.last] in VERBISH
        )
    start = mention.first
    while start > first and (
        tokens[start - 1] in OWN_THIRD | OWN_FIRST | ARTICLE or tokens[start - 1] in ADJECTIVES
    ):
        start -= 1
    before = tokens[start - 1] if start > first else ""
    after = tokens[mention.last] if mention.last < last else ""
    if before == "est" and start - 2 >= first and tokens[start - 2] == "ce":
        return True
    if before in _PREPOSITIONS or tokens[start : start + 1] in (["du"], ["au"]):
        return mention.kind in ("user", "own_user") and after in VERBISH
    opens = before == "" or before in PUNCTUATION or before in _CONJUNCTION
    return opens or (after in VERBISH and after not in ("qui", "a", "en", "se"))
