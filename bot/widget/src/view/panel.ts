import { SECOURS, TEXTES } from "../textes";
import { button, h } from "./dom";
import { outLink, telLink } from "./links";
import type { Thread } from "./thread";
import { french } from "./typography";

export interface Settings {
  titre: string;
  confidentialite: string;
  accessibilite: string;
  /** The whole page is the panel: it neither floats nor closes. */
  page: boolean;
}

export interface Orders {
  send: (text: string) => void;
  erase: () => void;
  close: () => void;
}

/** As long as the server reads (bot/understanding, MAX_CHARACTERS). */
const LONGEST = 4000;
/** Signs left from which they are counted aloud. */
const NEARLY = 200;

/** What is said before anything else: a program, what not to type, where people are. */
export function introduction(settings: Settings): HTMLElement {
  return h(
    "div",
    { class: "intro" },
    h("p", {}, h("strong", {}, TEXTES.programme), " ", TEXTES.discretion),
    h("p", {}, TEXTES.humain, telLink("3646", TEXTES.humain_appel), TEXTES.humain_suite, " ",
      TEXTES.danger, telLink(SECOURS[0]), " ou ", telLink(SECOURS[1]), "."),
    links(settings),
  );
}

/** The window of the conversation. */
export class Panel {
  readonly field = h("textarea", { id: "texte", rows: "1", maxlength: String(LONGEST), "aria-describedby": "aide reste", enterkeyhint: "send", autocomplete: "off" });
  readonly title = h("h2", { id: "titre", tabindex: "-1" });
  readonly dialog: HTMLDialogElement;
  private readonly left = h("p", { id: "reste", class: "aide", "aria-live": "polite" });
  private readonly eraser = button(TEXTES.effacer, () => this.ask(true), { class: "entete" });
  private readonly question = h("div", { class: "confirmer", role: "group", "aria-label": TEXTES.effacer_question, hidden: true });

  constructor(
    thread: Thread,
    settings: Settings,
    private readonly orders: Orders,
  ) {
    this.title.textContent = settings.titre;
    const closer = button(TEXTES.fermer, orders.close, { class: "entete" });
    this.question.append(
      h("p", {}, TEXTES.effacer_question),
      button(TEXTES.effacer_oui, () => { this.ask(false); orders.erase(); }),
      button(TEXTES.effacer_non, () => this.back()),
    );
    const form = h(
      "form",
      { submit: (event) => { event.preventDefault(); this.submit(); } },
      h("label", { for: "texte" }, TEXTES.saisie),
      h("div", { class: "ligne" }, this.field, h("button", { type: "submit", class: "principal" }, TEXTES.envoyer)),
      h("p", { id: "aide", class: "aide" }, TEXTES.aide_saisie),
      this.left,
    );
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.submit();
      }
    });
    this.field.addEventListener("input", () => this.adapt());
    this.dialog = h(
      "dialog",
      { class: settings.page ? "panneau page" : "panneau", "aria-labelledby": "titre", lang: "fr" },
      h("div", { class: "tete" }, this.title, this.eraser, settings.page ? null : closer),
      this.question,
      thread.log,
      thread.pinned,
      thread.status,
      form,
    );
  }

  /** Put `text` back where it can be typed. */
  put(text: string): void {
    this.field.value = [text, this.field.value].filter(Boolean).join("\n");
    this.adapt();
    this.field.focus();
  }

  /** Leave the question of erasing, keeping everything; whether it was asked. */
  back(): boolean {
    if (this.question.hidden) return false;
    this.ask(false);
    this.eraser.focus();
    return true;
  }

  private submit(): void {
    const text = this.field.value.trim();
    if (!text) return;
    this.field.value = "";
    this.adapt();
    this.orders.send(text);
  }

  /** As high as what is typed (CSS sets the limit), and how much may still be. */
  private adapt(): void {
    this.field.style.height = "auto";
    if (this.field.value) this.field.style.height = `${this.field.scrollHeight + 4}px`;
    const left = LONGEST - this.field.value.length;
    const words = left < 0 ? TEXTES.trop_long : left < 2 ? TEXTES.plein : left < NEARLY ? TEXTES.restants : "";
    this.left.textContent = french(words.replace("{n}", String(Math.abs(left))));
  }

  private ask(shown: boolean): void {
    this.question.hidden = !shown;
    if (shown) this.question.querySelector("button")!.focus();
  }
}

function links(settings: Settings): HTMLElement | null {
  const found = [
    settings.confidentialite && outLink(settings.confidentialite, TEXTES.confidentialite),
    settings.accessibilite && outLink(settings.accessibilite, TEXTES.accessibilite),
  ].filter((link): link is HTMLElement => Boolean(link));
  return found.length ? h("p", { class: "aide liens" }, ...found) : null;
}
