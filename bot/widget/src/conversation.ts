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
const LOST = new Set([401, 404]);

/**
 * One conversation with the server: opened once, resumed after a reload, its messages sent in order
 * and once each, whatever is cut in the middle.
 */
export class Conversation {
  private shown = -1;
  private running = false;
  private started = false;
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
    if (!this.started) return;
    this.tries = 0;
    this.wake?.();
    void this.run(true);
  }

  /** Erase it on the server, then begin another. Rejects when the server cannot be reached. */
  async erase(): Promise<void> {
    const key = this.memory.conversation;
    if (key) await this.transport.erase(key);
    this.forget();
    this.memory.keep({ attente: [] });
    await this.run();
  }

  /** The conversation no longer exists on the server. */
  forget(): void {
    this.memory.keep({ conversation: null });
    this.shown = -1;
    this.started = false;
  }

  private async run(look = false): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (;;) {
        try {
          if (this.ended && !this.memory.waiting.length) break;
          this.ended = false;
          if (!this.started) await this.begin();
          else if (look) this.receive(await this.transport.history(this.key, this.shown));
          look = false;
          const next = this.memory.waiting[0];
          if (!next) break;
          await this.send(next);
        } catch (error) {
          look = true;
          if (!(await this.overcome(error))) return;
        }
      }
      this.screen.state("calme");
    } finally {
      this.running = false;
    }
  }

  private get key(): string {
    return this.memory.conversation!;
  }

  private async begin(): Promise<void> {
    this.screen.state("envoi");
    if (this.memory.conversation) {
      const history = await this.transport.history(this.key, -1);
      this.settle(history.messages);
      this.shown = history.fin;
      this.screen.restart(history.messages, history.departs ?? []);
    } else {
      const opened = await this.transport.open();
      this.memory.keep({ conversation: opened.conversation });
      this.shown = Math.max(-1, ...opened.messages.map((m) => m.rang ?? -1));
      this.screen.restart(opened.messages, opened.departs);
    }
    this.started = true;
    this.tries = 0;
    for (const message of this.memory.waiting) this.screen.wait(message);
  }

  private async send(message: Waiting): Promise<void> {
    this.screen.state("envoi");
    const request = { ...message, depuis: this.shown };
    const answer = await this.transport.send(this.key, request, () => this.screen.state("lecture"));
    this.tries = 0;
    this.memory.keep({ attente: this.memory.waiting.filter((w) => w.id !== message.id) });
    this.receive(answer);
  }

  private receive(history: History): void {
    this.settle(history.messages);
    this.shown = history.fin;
    if (history.messages.length) this.screen.add(history.messages);
    const last = history.messages.at(-1)?.donnees;
    if (last?.type === "information" && last.sujet === "effacement") {
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
    if (error instanceof Refused && LOST.has(error.status)) {
      this.forget();
      this.screen.state("recommencee");
    } else if (error instanceof Refused && error.status === 429) {
      this.screen.state("trop_vite");
      await this.pause(error.wait * 1_000);
    } else if (error instanceof Refused && !this.started) {
      this.screen.refused(error.erreur);
      return false;
    } else if (error instanceof Refused && this.memory.waiting[0]) {
      const message = this.memory.waiting[0];
      this.memory.keep({ attente: this.memory.waiting.slice(1) });
      this.screen.fail(message, error.erreur);
    } else if (error instanceof Refused || error instanceof Unreachable) {
      this.screen.state("hors_ligne");
      await this.pause(PAUSES[Math.min(this.tries++, PAUSES.length - 1)]!);
    } else {
      throw error;
    }
    return true;
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
