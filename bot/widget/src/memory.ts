/** A message the server may not have yet. */
export interface Waiting {
  id: string;
  texte: string;
}

interface Kept {
  conversation: string | null;
  ouvert: boolean;
  attente: Waiting[];
}

/**
 * What this tab remembers: the key of the conversation, whether the panel is open, and what is not
 * sent yet. Never the conversation itself. Closing the tab forgets it: hospital computers are shared.
 */
export class Memory {
  private kept: Kept = { conversation: null, ouvert: false, attente: [] };
  /** No storage (blocked, full, or a sandbox): the page's own memory will do. */
  private blocked = false;

  constructor(private readonly name: string) {}

  get conversation(): string | null {
    return this.read().conversation;
  }

  get open(): boolean {
    return this.read().ouvert;
  }

  get waiting(): readonly Waiting[] {
    return this.read().attente;
  }

  keep(changes: { conversation?: string | null; ouvert?: boolean; attente?: Waiting[] }): void {
    this.kept = { ...this.read(), ...changes };
    try {
      sessionStorage.setItem(this.name, JSON.stringify(this.kept));
    } catch {
      this.blocked = true;
    }
  }

  /** Read each time: the page one comes back to is not the last one that wrote. */
  private read(): Kept {
    if (this.blocked) return this.kept;
    try {
      const found = JSON.parse(sessionStorage.getItem(this.name) ?? "null") as Kept | null;
      if (found && Array.isArray(found.attente)) this.kept = { ...this.kept, ...found };
    } catch {
      // blocked, or not ours
    }
    return this.kept;
  }
}

/** An id nobody else has drawn; `crypto.randomUUID` is missing on pages without https. */
export function drawId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
}
