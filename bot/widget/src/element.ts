import { Conversation } from "./conversation";
import { Memory } from "./memory";
import style from "./style.css?inline";
import { TEXTES } from "./textes";
import { Transport } from "./transport";
import { button } from "./view/dom";
import { introduction, Panel } from "./view/panel";
import { Thread } from "./view/thread";

/** Below this, the panel takes the whole screen and is a true modal. */
const SMALL = "(max-width: 40em), (max-height: 30em)";

/** Attributes of the element, and what they are worth when absent; docs: /widget/integrer. */
export const ATTRIBUTES = {
  serveur: "",
  titre: TEXTES.titre,
  libelle: TEXTES.lanceur,
  position: "droite",
  theme: "auto",
  mode: "lanceur",
  confidentialite: "",
  accessibilite: "",
} as const;

/** `<assistant-orientation>`: a launcher, and the conversation it opens. */
export class AssistantOrientation extends HTMLElement {
  static readonly attributs = ATTRIBUTES;
  private conversation!: Conversation;
  private memory!: Memory;
  private thread!: Thread;
  private panel: Panel | undefined;
  private launcher!: HTMLButtonElement;
  private begun = false;
  private readonly small = matchMedia(SMALL);

  private setting(name: keyof typeof ATTRIBUTES): string {
    return this.getAttribute(name) ?? ATTRIBUTES[name];
  }

  private get page(): boolean {
    return this.setting("mode") === "page";
  }

  private get server(): string {
    return this.setting("serveur").replace(/\/+$/, "") || location.origin;
  }

  connectedCallback(): void {
    if (!this.shadowRoot) this.build();
    document.addEventListener("keydown", this.escape);
    document.addEventListener("visibilitychange", this.look);
    addEventListener("online", this.look);
    this.small.addEventListener("change", this.resize);
    visualViewport?.addEventListener("resize", this.fit);
    if (this.page) this.panel ? this.look() : this.show();
    // a page that was left with the panel open finds it open; not on phones, where it hides the page
    else if (this.memory.open && !this.small.matches) this.open(false);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.escape);
    document.removeEventListener("visibilitychange", this.look);
    removeEventListener("online", this.look);
    this.small.removeEventListener("change", this.resize);
    visualViewport?.removeEventListener("resize", this.fit);
    if (this.small.matches) this.hide(); // put back elsewhere, it would no longer be modal
  }

  /** The launcher alone: the partner's page waits for nothing else. */
  private build(): void {
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    this.memory = new Memory(`assistant-orientation ${this.server}`);
    const label = this.memory.conversation ? TEXTES.reprendre : this.setting("libelle");
    this.launcher = button(label, () => this.open(true), { class: "lanceur", lang: "fr", "aria-haspopup": "dialog", "aria-expanded": "false" });
    if (!this.page) root.append(this.launcher);
  }

  /** The panel, made when it is first wanted. */
  private made(): Panel {
    if (this.panel) return this.panel;
    const settings = {
      titre: this.setting("titre"),
      confidentialite: this.setting("confidentialite"),
      accessibilite: this.setting("accessibilite"),
      page: this.page,
    };
    const acts = { send: this.send, copy: this.copy, server: this.server };
    this.thread = new Thread(acts, (text) => this.made().put(text), introduction(settings));
    this.conversation = new Conversation(new Transport(this.server), this.memory, this.thread);
    const panel = new Panel(this.thread, settings, { send: this.send, erase: this.erase, close: this.close });
    panel.dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.leave(); });
    for (const kind of ["keydown", "keypress", "keyup"]) panel.dialog.addEventListener(kind, this.typed);
    this.shadowRoot!.append(panel.dialog);
    return (this.panel = panel);
  }

  /** The panel as the whole page. */
  private show(): void {
    this.appear(false);
    if (this.memory.conversation) this.begin();
    else this.thread.log.append(this.starter());
  }

  /** In a page of its own nothing is stored nor asked before this is touched. */
  private starter(): HTMLElement {
    const start = button(TEXTES.commencer, () => { start.remove(); this.begin(); this.stand(); }, { class: "principal" });
    return start;
  }

  private open(focus: boolean): void {
    const { dialog, field, title } = this.made();
    if (dialog.open) return;
    this.appear(this.small.matches);
    this.fit();
    this.launcher.setAttribute("aria-expanded", "true");
    this.launcher.hidden = true;
    this.memory.keep({ ouvert: true });
    this.begin();
    // on a phone the keyboard would hide the greeting
    if (focus) (this.small.matches ? title : field).focus();
  }

  /** Show the panel. Unless it is modal the focus stays where it is: a page that loads may open it. */
  private appear(modal: boolean): void {
    const { dialog } = this.made();
    if (modal) return dialog.showModal();
    dialog.inert = true;
    dialog.show();
    dialog.inert = false;
  }

  private readonly close = (): void => {
    if (this.page || !this.panel) return;
    const inside = this.small.matches || this.shadowRoot!.activeElement !== null;
    this.hide();
    this.memory.keep({ ouvert: false });
    if (inside) this.launcher.focus();
  };

  private hide(): void {
    if (this.page || !this.panel?.dialog.open) return;
    this.panel.dialog.close();
    this.launcher.hidden = false;
    this.launcher.setAttribute("aria-expanded", "false");
    this.launcher.textContent = TEXTES.reprendre;
  }

  /** One step out: of the question that is asked, else of the panel. */
  private leave(): void {
    if (!this.panel!.back()) this.close();
  }

  private begin(): void {
    if (this.begun) this.conversation.refresh();
    else this.conversation.start();
    this.begun = true;
  }

  private readonly send = (text: string): void => {
    this.thread.log.querySelector("button.principal")?.remove();
    this.begun = true;
    this.stand();
    this.conversation.say(text);
  };

  /** The button touched may be gone: somewhere to stand, without raising a phone's keyboard. */
  private stand(): void {
    (matchMedia("(pointer: coarse)").matches ? this.thread.log : this.made().field).focus();
  }

  private readonly erase = (): void => {
    this.stand();
    this.conversation.erase().then(
      () => this.thread.say(TEXTES.efface),
      () => this.thread.say(TEXTES.efface_impossible),
    );
  };

  private readonly copy = (text: string): void => {
    navigator.clipboard?.writeText(text).then(
      () => this.thread.say(TEXTES.copie),
      () => this.thread.say(TEXTES.copie_impossible),
    ) ?? this.thread.say(TEXTES.copie_impossible);
  };

  /** Keys pressed elsewhere in the page. */
  private readonly escape = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented && this.panel?.dialog.open) this.leave();
  };

  /** What is typed here is not a shortcut of the page, which does not see that it goes to a text box. */
  private readonly typed = (event: Event): void => {
    event.stopPropagation();
    if (event.type !== "keydown" || (event as KeyboardEvent).key !== "Escape" || (event as KeyboardEvent).isComposing) return;
    event.preventDefault(); // a modal panel would be asked to close once more
    this.leave();
  };

  private readonly look = (): void => {
    if (document.visibilityState === "visible" && this.begun) this.conversation.refresh();
  };

  /** The screen became small or large: the panel becomes modal or stops being so. */
  private readonly resize = (): void => {
    const dialog = this.panel?.dialog;
    if (!dialog?.open || this.page) return;
    const focused = this.shadowRoot!.activeElement as HTMLElement | null;
    dialog.close();
    this.appear(this.small.matches);
    focused?.focus();
  };

  /** A phone's keyboard takes room that CSS does not see; enlarging with two fingers takes none. */
  private readonly fit = (): void => {
    if (visualViewport) this.panel?.dialog.style.setProperty("--visible", `${visualViewport.height * visualViewport.scale}px`);
  };
}
