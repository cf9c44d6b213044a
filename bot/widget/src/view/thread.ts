import type { Screen, State } from "../conversation";
import type { Waiting } from "../memory";
import type { Contact, Depart, Message, Payload } from "../protocol";
import { OPINIONS, TEXTES } from "../textes";
import { assistantBubble, ownBubble } from "./bubbles";
import type { Acts } from "./card";
import { emergencyNumbers } from "./contacts";
import { button, h } from "./dom";
import { french } from "./typography";

/** Answers that leave the situation: a correction touched above them would go to another one. */
const LEAVING = new Set(["effacement", "nouvelle_situation", "retour"]);
/** Milliseconds after which waiting is said to be long. */
const LONG = 8_000;
/**
 * The conversation as it is seen: messages, then those not answered yet, then the answers offered.
 * `log` is a polite live region; `status` says what is going on.
 */
export class Thread implements Screen {
  readonly log = h("div", { role: "log", "aria-label": TEXTES.conversation, class: "fil", tabindex: "0" });
  readonly status = h("p", { role: "status", class: "statut" });
  /** Emergency numbers, kept in sight until the danger is dealt with. */
  readonly pinned = h("div", { class: "rappel", role: "region", "aria-label": TEXTES.urgence_rappel, hidden: true });
  private readonly said = h("div", { class: "dits" });
  private readonly waiting = h("div", { class: "attente" });
  private offered: HTMLElement | null = null;
  private readonly pending = new Map<string, HTMLElement>();
  private longer = 0;
  /** Whether this turn of the assistant told of a danger. */
  private danger = false;

  constructor(
    private readonly acts: Acts,
    private readonly put: (text: string) => void,
    intro: HTMLElement,
  ) {
    this.log.append(intro, this.said, this.waiting);
  }

  restart(messages: Message[], departs: Depart[]): void {
    this.log.setAttribute("aria-live", messages.length > 1 ? "off" : "polite");
    this.said.replaceChildren();
    this.waiting.replaceChildren();
    this.pending.clear();
    this.pin(null);
    for (const message of messages) this.append(message);
    this.offer(messages, departs);
    this.scroll(messages.length > 1 ? this.log.scrollHeight : 0);
    setTimeout(() => this.log.setAttribute("aria-live", "polite"), 500);
  }

  add(messages: Message[]): void {
    let first: HTMLElement | null = null;
    for (const message of messages) {
      const box = this.append(message);
      if (message.de === "assistant") first ??= box;
    }
    this.offer(messages, []);
    if (first) this.show(first);
  }

  wait(message: Waiting): void {
    if (this.pending.has(message.id)) return;
    const box = ownBubble(message.texte, TEXTES.en_attente);
    this.pending.set(message.id, box);
    this.waiting.append(box);
    this.withdraw();
    this.scroll(this.log.scrollHeight);
  }

  fail(message: Waiting, reason: string): void {
    const box = this.pending.get(message.id);
    this.pending.delete(message.id);
    if (!box) return;
    const again = button(TEXTES.reprendre_texte, () => {
      this.put(message.texte);
      box.remove();
    });
    box.querySelector(".etat")!.replaceChildren(french(TEXTES.non_envoye + (reason ? ` : ${reason} ` : ". ")), again);
    this.said.append(box); // what follows is said after it
  }

  state(state: State): void {
    clearTimeout(this.longer);
    this.say(TEXTES[state]);
    this.log.toggleAttribute("aria-busy", state === "envoi" || state === "lecture");
    this.status.dataset["etat"] = state;
    if (state === "envoi" || state === "lecture") this.longer = window.setTimeout(() => this.say(TEXTES.long), LONG);
  }

  refused(reason: string): void {
    this.state("calme");
    this.say(TEXTES.refuse + reason);
  }

  /** Say something in the status line, to eyes and to screen readers. */
  say(text: string): void {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  private append(message: Message): HTMLElement {
    if (message.de === "partenaire") {
      this.danger = false;
      const known = message.id ? this.pending.get(message.id) : undefined;
      known?.remove();
      if (message.id) this.pending.delete(message.id);
      const box = ownBubble(message.texte ?? "");
      if (OPINIONS.has(message.texte ?? "")) this.said.querySelectorAll(".avis").forEach((asked) => asked.remove());
      this.said.append(box);
      return box;
    }
    const data = message.donnees;
    if (data && ("recapitulatif" in data || (data.type === "information" && LEAVING.has(data.sujet)))) this.outdate();
    if (data?.type === "urgence") {
      this.danger = true;
      this.pin(data.contacts ?? []);
    } else if (data && !this.danger && calm(data)) this.pin(null);
    const box = assistantBubble(message, this.acts);
    this.said.append(box);
    return box;
  }

  /** What could be touched in earlier answers is of the past. */
  private outdate(): void {
    for (const old of this.said.querySelectorAll(".compris, footer > .choix")) old.remove();
  }

  private offer(messages: Message[], departs: Depart[]): void {
    this.withdraw();
    if (this.pending.size) return;
    const last = messages.filter((m) => m.de === "assistant").at(-1);
    const decided = last?.donnees?.type === "orientation"; // its sheet and opinions stand in the card
    const own = (last?.boutons ?? []).filter((l) => !(decided && (l === TEXTES.la_fiche || OPINIONS.has(l))));
    if (own.length) this.group(TEXTES.reponses, own.map((l) => ({ libelle: l, envoyer: l })), false);
    else if (departs.length) this.group(TEXTES.departs, departs, true);
  }

  private group(label: string, choices: Depart[], titled: boolean): void {
    const buttons = choices.map((c) => button(c.libelle, () => this.acts.send(c.envoyer)));
    this.offered = h("div", { class: "choix offert", role: "group", "aria-label": label },
      titled && h("p", { "aria-hidden": "true" }, label), ...buttons);
    this.log.append(this.offered);
  }

  private withdraw(): void {
    this.offered?.remove();
    this.offered = null;
  }

  private pin(contacts: readonly Contact[] | null): void {
    this.pinned.hidden = !contacts;
    this.pinned.replaceChildren(...(contacts ? [emergencyNumbers(contacts)] : []));
  }

  /** Bring the beginning of an answer in sight; long answers are read from their top. */
  private show(box: HTMLElement): void {
    const scroller = this.scroller();
    const top = box.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollTop += top - 12;
  }

  private scroll(to: number): void {
    this.scroller().scrollTop = to;
  }

  /** The conversation; the whole panel where there is too little height (see the style sheet). */
  private scroller(): Element {
    return getComputedStyle(this.log).overflowY === "visible" ? this.log.parentElement! : this.log;
  }
}

/** Whether this answer goes on after a danger. */
function calm(data: Payload): boolean {
  if (data.type === "orientation") return data.orientation !== "urgence";
  return data.type === "question" || (data.type === "information" && data.sujet === "fausse_alerte");
}
