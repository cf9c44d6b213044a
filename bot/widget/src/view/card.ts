import type { Orientation } from "../protocol";
import { DIRE, TEXTES } from "../textes";
import { contactList, type Copy } from "./contacts";
import { button, h } from "./dom";
import { markdown } from "./markdown";
import { recap } from "./recap";

export interface Acts {
  send: (text: string) => void;
  copy: Copy;
  server: string;
}

const part = (title: string, ...children: (Node | string | null | false)[]) =>
  h("section", {}, h("h3", {}, title), ...children);

/** An orientation: the verdict, why, what to do now, whom to call, what comes next. */
export function orientationCard(o: Orientation, opinions: readonly string[], acts: Acts): HTMLElement {
  const [now, ...next] = o.etapes;
  const supposed = new Set((o.suppositions ?? []).filter((s) => s.a_dire).map((s) => s.pourquoi));
  const quotes = o.citations?.length ? `${TEXTES.vous_avez_dit}${o.citations.join(", ")}.` : null;
  return h(
    "article",
    { class: "carte", "aria-label": TEXTES.orientation },
    h("p", { class: "verdict" }, h("strong", {}, o.titre)),
    part(TEXTES.pourquoi, o.raison ? h("p", {}, o.raison) : null, quotes && h("p", { class: "citations" }, quotes),
      ...[...supposed].map((s) => h("p", {}, s))),
    now ? part(TEXTES.maintenant, ...markdown(now, acts.server)) : null,
    o.a_dire ? part(TEXTES.telephone, ...markdown(o.a_dire, acts.server)) : null,
    main(o).length > 0 && part(TEXTES.contacts, contactList(main(o), acts.copy)),
    next.length > 0 && h("details", {}, h("summary", {}, TEXTES.ensuite), h("ol", {}, ...next.map((step) => h("li", {}, step)))),
    ...beside(o, acts),
    o.cas_pratique && o.cas_titre
      ? h("p", { class: "cas" }, TEXTES.cas.replace("{numero}", String(o.cas_pratique)).replace("{titre}", o.cas_titre))
      : null,
    ...(o.remarques ?? []).map((r) => h("p", {}, r)),
    o.recapitulatif?.length ? recap(o.recapitulatif, acts.send) : null,
    footer(o, opinions, acts),
  );
}

/** What stands below the words of an orientation without a card: one that did not change, or an emergency. */
export function below(o: Orientation, opinions: readonly string[], acts: Acts): HTMLElement[] {
  const understood = o.recapitulatif?.length ? [recap(o.recapitulatif, acts.send)] : [];
  return o.orientation === "urgence" ? understood : [...understood, footer(o, opinions, acts)];
}

/** Contacts of the orientation itself; those of its complements stand beside them. */
function main(o: Orientation) {
  const others = new Set((o.complements ?? []).flatMap((c) => c.contacts.map((x) => x.nom)));
  const own = o.contacts.filter((c) => !others.has(c.nom));
  return own.length ? own : o.contacts;
}

function beside(o: Orientation, acts: Acts): HTMLElement[] {
  if (!o.complements?.length) return [];
  const groups = o.complements.flatMap((c) => [h("p", {}, c.raison), contactList(c.contacts, acts.copy)]);
  return [part(TEXTES.aussi, ...groups)];
}

function footer(o: Orientation, opinions: readonly string[], acts: Acts): HTMLElement {
  const say = (label: string, text: string) => button(label, () => acts.send(text));
  return h(
    "footer",
    {},
    h("p", { class: "reference" }, TEXTES.reference, h("strong", {}, o.reference)),
    h("div", { class: "choix" }, say(TEXTES.la_fiche, DIRE.fiche), say(TEXTES.demander_pourquoi, DIRE.pourquoi), say(TEXTES.autre, DIRE.autre)),
    opinions.length > 0 && h("div", { class: "choix avis", role: "group", "aria-label": TEXTES.avis },
      h("p", { "aria-hidden": "true" }, TEXTES.avis), ...opinions.map((opinion) => say(opinion, opinion))),
  );
}
