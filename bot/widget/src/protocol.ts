/** What server and widget say to each other (bot/channels/web.py). */

export interface Contact {
  nom: string;
  telephone: string | null;
  courriel: string | null;
  url: string | null;
  usage?: string | null;
}

export interface Point {
  fait: string;
  libelle: string;
  dit: string;
  preuve: string;
  /** Beginning of what is sent, followed by a typed value; null when only choices correct it. */
  saisie: string | null;
  choix: { libelle: string; envoyer: string }[];
}

export interface Orientation {
  type: "orientation";
  orientation: string;
  titre: string;
  raison?: string;
  citations?: string[];
  suppositions?: { pourquoi: string; a_dire?: boolean }[];
  etapes: string[];
  contacts: Contact[];
  complements?: { raison: string; contacts: Contact[] }[];
  cas_pratique: number | null;
  cas_titre?: string | null;
  reference: string;
  recapitulatif?: Point[];
  a_dire?: string | null;
  inchangee?: boolean;
  annonce?: string | null;
  remarques?: string[];
}

export interface Question {
  type: "question";
  fait: string;
  format: string;
  recapitulatif?: Point[];
}

export interface Urgence {
  type: "urgence";
  urgence: string;
  message: string;
  contacts: Contact[];
}

export interface Information {
  type: "information";
  sujet: string;
  contacts?: Contact[];
  fiche?: Fiche;
  /** Of a situation taken up again. */
  recapitulatif?: Point[];
}

export interface Fiche {
  reference: string;
  pdf: string;
  txt: string;
  texte?: string;
  courriel?: { mailto: string } | null;
}

export type Payload = Orientation | Question | Urgence | Information;

export interface Message {
  /** Rank in the conversation; null for what the server does not keep. */
  rang: number | null;
  de: "partenaire" | "assistant";
  id: string | null;
  texte: string | null;
  boutons: string[];
  donnees: Payload | null;
  heure: string;
}

/** A starting point: what is shown, what touching it sends. */
export interface Depart {
  libelle: string;
  envoyer: string;
}

export interface Opened {
  conversation: string;
  messages: Message[];
  departs: Depart[];
}

export interface History {
  messages: Message[];
  fin: number;
  departs?: Depart[];
}
