import { drawId, type Memory, type Waiting } from "./memory";
import type { Depart, History, Message } from "./protocol";
import { Refused, type Transport, Unreachable } from "./transport";

/** What the conversation tells whoever shows it. */
export interface Screen {
  /** The whole conversation, instead of what is shown. */
  restart(messages: Message[], departs: Depart[]): void;
  /** New messages, after those shown. */
  add(messages: Message[]): void;
  /** A message typed here, not answered yet. */
  wait(message: Waiting): void;
  /** It will not be answered; why. */
  fail(message: Waiting, reason: string): void;
  state(state: State): void;
  /** The server refuses this page altogether; why. */
  refused(reason: string): void;
}

export type State = "calme" | "envoi" | "lecture" | "hors_ligne" | "trop_vite" | "recommencee";

/** Milliseconds before trying again, growing. */
const PAUSES = [1_000, 2_000, 4_000, 8_000, 15_000];
/** Seconds; a server that asks for more is not obeyed. */
const LONGEST_WAIT = 300;
const LOST = new Set([401, 404]);

/**
 * One conversation with the server: opened once, resumed after a reload, its messages sent in order
 * and once each, whatever is cut in the middle.
 */
export class Conversation {
  private shown = -1;
  private running: Promise<void> | null = null;
  private started = false;
  /** Whether the last request asked for a new conversation. */
  private opening = false;
  /** The key of what is shown. */
  private opened: string | null = null;
  /** Done when no erasure is under way: nothing is asked meanwhile. */
  private erasing: Promise<unknown> = Promise.resolve();
  /** The one before was lost: to be said once this one stands. */
  private renewed = false;
  /** Erased by saying so: another begins with the next message, not before. */
  private ended = false;
  private tries = 0;
  private wake: (() => void) | null = null;

  constructor(
    private readonly transport: Transport,
    private readonly memory: Memory,
    private readonly screen: Screen,
  ) {}

  /** Open or resume; then send what waits. */
  start(): void {
    void this.run();
  }

  /** Send `texte`, now or as soon as the connection is back. */
  say(texte: string): void {
    const message = { id: drawId(), texte };
    this.memory.keep({ attente: [...this.memory.waiting, message] });
    this.screen.wait(message);
    this.tries = 0;
    this.wake?.();
    void this.run();
  }

  /** The page is seen, or the network is back: fetch what was said meanwhile. */
  refresh(): void {
    this.tries = 0;
    this.wake?.();
    if (!this.started) return;
    if (this.memory.conversation !== this.opened) this.started = false; // another page of this tab began another
    void this.run(true);
  }

  /**
   * Erase it on the server, with what waits to be sent, then begin another; what is typed meanwhile
   * goes to the new one. Rejects, and keeps everything, when the server cannot be reached.
   */
  async erase(): Promise<void> {
    const key = this.memory.conversation;
    const waiting = this.memory.waiting;
    this.memory.keep({ attente: [] });
    const erased = key ? this.transport.erase(key) : Promise.resolve();
    this.erasing = erased.catch(() => undefined);
    try {
      await erased;
    } catch (error) {
      this.memory.keep({ attente: [...waiting, ...this.memory.waiting] });
      void this.run();
      throw error;
    }
    this.forget();
    this.ended = false;
    this.wake?.();
    await this.run();
  }

  /** The conversation no longer exists on the server. */
  private forget(): void {
    this.memory.keep({ conversation: null });
    this.shown = -1;
    this.started = false;
  }

  private run(look = false): Promise<void> {
    return (this.running ??= this.loop(look).finally(() => { this.running = null; }));
  }

  private async loop(look: boolean): Promise<void> {
    for (;;) {
      try {
        await this.erasing;
        if (this.ended && !this.memory.waiting.length) break;
        this.ended = false;
        if (!this.started) await this.begin();
        else if (look) this.receive(await this.transport.history(this.key, this.shown));
        look = false;
        if (!this.started) continue; // erased meanwhile
        const next = this.memory.waiting[0];
        if (!next) break;
        await this.send(next);
      } catch (error) {
        look = true;
        if (!(await this.overcome(error))) return;
      }
    }
    this.screen.state(this.renewed ? "recommencee" : "calme");
    this.renewed = false;
  }

  private get key(): string {
    return this.memory.conversation!;
  }

  private async begin(): Promise<void> {
    this.screen.state("envoi");
    this.opening = false;
    const key = this.memory.conversation;
    if (key) {
      const history = await this.transport.history(key, -1);
      await this.erasing;
      if (this.memory.conversation !== key) return;
      this.tries = 0;
      this.settle(history.messages);
      this.shown = history.fin;
      this.screen.restart(history.messages, history.departs ?? []);
    } else {
      this.opening = true;
      const opened = await this.transport.open();
      this.opening = false;
      this.memory.keep({ conversation: opened.conversation });
      this.shown = Math.max(-1, ...opened.messages.map((m) => m.rang ?? -1));
      this.screen.restart(opened.messages, opened.departs ?? []);
    }
    this.opened = this.memory.conversation;
    this.started = true;
    for (const message of this.memory.waiting) this.screen.wait(message);
  }

  private async send(message: Waiting): Promise<void> {
    this.screen.state("envoi");
    const request = { ...message, depuis: this.shown };
    const answer = await this.transport.send(this.key, request, () => this.screen.state("lecture"));
    this.tries = 0;
    this.memory.keep({ attente: this.memory.waiting.filter((w) => w.id !== message.id) });
    if (!answer.messages.some((m) => m.id === message.id)) this.unkept(message, answer.messages);
    this.receive(answer);
  }

  /** The server answered `message` without keeping it: erased on request, or not heard. */
  private unkept(message: Waiting, answer: Message[]): void {
    const lost = answer.some((m) => m.rang === null && !erased(m));
    if (lost) this.screen.fail(message, "");
    else answer.unshift({ rang: null, de: "partenaire", id: message.id, texte: message.texte, boutons: [], donnees: null, heure: "" });
  }

  private receive(history: History): void {
    this.settle(history.messages);
    this.shown = history.fin;
    if (history.messages.length) this.screen.add(history.messages);
    const last = history.messages.at(-1);
    if (last && erased(last)) {
      this.forget();
      this.ended = true;
    }
  }

  /** What the server has is no longer waiting. */
  private settle(messages: Message[]): void {
    const had = new Set(messages.map((m) => m.id));
    const left = this.memory.waiting.filter((w) => !had.has(w.id));
    if (left.length < this.memory.waiting.length) this.memory.keep({ attente: left });
  }

  /** Whether to go on. */
  private async overcome(error: unknown): Promise<boolean> {
    if (error instanceof Refused && LOST.has(error.status) && !this.opening) {
      this.renewed = Boolean(this.memory.conversation); // else it was erased here
      this.forget();
      // a server that loses each conversation it opens is not asked without end
      if (this.tries++) await this.later();
    } else if (error instanceof Refused && error.status === 429) {
      this.screen.state("trop_vite");
      await this.pause(Math.min(error.wait, LONGEST_WAIT) * 1_000);
    } else if (error instanceof Refused && !this.started) {
      this.screen.refused(error.erreur);
      return false;
    } else if (error instanceof Refused && this.memory.waiting[0]) {
      const message = this.memory.waiting[0];
      this.memory.keep({ attente: this.memory.waiting.slice(1) });
      this.screen.fail(message, error.erreur);
    } else if (error instanceof Refused || error instanceof Unreachable) {
      this.tries++;
      await this.later();
    } else {
      throw error;
    }
    return true;
  }

  private later(): Promise<void> {
    this.screen.state("hors_ligne");
    return this.pause(PAUSES[Math.min(this.tries, PAUSES.length) - 1]!);
  }

  /** Wait so long, or until somebody calls `wake`. */
  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = window.setTimeout(done, milliseconds);
      const self = this;
      this.wake = done;
      function done(): void {
        clearTimeout(timer);
        self.wake = null;
        resolve();
      }
    });
  }
}

/** Whether this says that the conversation was erased, as asked. */
function erased(message: Message): boolean {
  return message.donnees?.type === "information" && message.donnees.sujet === "effacement";
}
