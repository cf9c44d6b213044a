import type { History, Message, Opened } from "./protocol";

/** The server answered, and refused. `erreur` is a French sentence for the person. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly erreur: string,
    /** Seconds to wait, for a 429. */
    readonly wait: number,
  ) {
    super(erreur);
  }
}

/** No answer, or only a part of one: the same request may be made again. */
export class Unreachable extends Error {}

/** Milliseconds without a word from the server after which it is taken for unreachable. */
const PATIENCE = 30_000;

export class Transport {
  constructor(private readonly server: string) {}

  /** Open a conversation; its id is the only key to it. */
  async open(): Promise<Opened> {
    return this.json("POST", "conversation", (o: Opened) => Boolean(o.conversation) && Array.isArray(o.messages), null, {});
  }

  /** What was said after rank `depuis`. */
  async history(key: string, depuis: number): Promise<History> {
    return this.json("GET", `conversation?depuis=${depuis}`, (h: History) => Array.isArray(h.messages) && Number.isInteger(h.fin), key);
  }

  /** Erase the conversation, on the server. */
  async erase(key: string): Promise<void> {
    await this.json("DELETE", "conversation", (done: { efface?: boolean }) => done.efface === true, key);
  }

  /**
   * Send a message; the same `id` may be sent again without being answered twice.
   * `received` is called as soon as the server has it.
   */
  async send(
    key: string,
    message: { id: string; texte: string; depuis: number },
    received: () => void,
  ): Promise<History> {
    const watch = new Watch();
    try {
      const response = await this.call("POST", "message", key, message, watch);
      const messages: Message[] = [];
      for await (const line of lines(response, watch)) {
        const said = JSON.parse(line) as { recu?: string; message?: Message; fin?: number; erreur?: string };
        if (said.recu) received();
        if (said.erreur) throw new Refused(404, said.erreur, 0); // erased while the message waited
        if (said.message) messages.push(said.message);
        if (said.fin !== undefined) return { messages, fin: said.fin };
      }
    } catch (error) {
      throw error instanceof Refused ? error : new Unreachable();
    } finally {
      watch.stop();
    }
    throw new Unreachable();
  }

  /** What is not what we asked for comes from something in between (a proxy, a hotel's wifi). */
  private async json<T>(method: string, path: string, sound: (body: T) => boolean, key: string | null, body?: object): Promise<T> {
    const watch = new Watch();
    try {
      const answer = (await (await this.call(method, path, key, body, watch)).json()) as T;
      if (!sound(answer)) throw new Unreachable();
      return answer;
    } catch (error) {
      throw error instanceof Refused ? error : new Unreachable();
    } finally {
      watch.stop();
    }
  }

  private async call(
    method: string,
    path: string,
    key: string | null,
    body: object | undefined,
    watch: Watch,
  ): Promise<Response> {
    const response = await fetch(`${this.server}/webhooks/web/${path}`, {
      method,
      headers: {
        ...(key ? { Authorization: `Bearer ${key}` } : {}),
        ...(body ? { "Content-Type": "application/json" } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: watch.signal,
    });
    watch.heard();
    if (response.ok) return response;
    if (response.status >= 500 || response.status === 408) throw new Unreachable();
    const { erreur } = (await response.json().catch(() => ({}))) as { erreur?: string };
    throw new Refused(response.status, erreur ?? "", Number(response.headers.get("Retry-After")) || 5);
  }
}

/** Gives up on a request that stays silent too long. */
class Watch {
  private readonly controller = new AbortController();
  private timer = 0;

  constructor() {
    this.heard();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  heard(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.controller.abort(), PATIENCE);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

async function* lines(response: Response, watch: Watch): AsyncGenerator<string> {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    watch.heard();
    const parts = (rest + decoder.decode(value, { stream: true })).split("\n");
    rest = parts.pop()!;
    for (const part of parts) if (part) yield part;
  }
}
