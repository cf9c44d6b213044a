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

  constructor(private readonly name: string) {
    try {
      const found = sessionStorage.getItem(name);
      if (found) this.kept = { ...this.kept, ...(JSON.parse(found) as Kept) };
    } catch {
      // no storage (blocked, or a sandbox): the page's own memory will do
    }
  }

  get conversation(): string | null {
    return this.kept.conversation;
  }

  get open(): boolean {
    return this.kept.ouvert;
  }

  get waiting(): readonly Waiting[] {
    return this.kept.attente;
  }

  keep(changes: { conversation?: string | null; ouvert?: boolean; attente?: Waiting[] }): void {
    this.kept = { ...this.kept, ...changes };
    try {
      sessionStorage.setItem(this.name, JSON.stringify(this.kept));
    } catch {
      // as above
    }
  }
}

/** An id nobody else has drawn; `crypto.randomUUID` is missing on pages without https. */
export function drawId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
}
