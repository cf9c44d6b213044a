import type { Fiche } from "../protocol";
import { TEXTES } from "../textes";
import type { Acts } from "./card";
import { button, h } from "./dom";
import { outLink } from "./links";

/** The sheet: open, copy, send, read. */
export function sheetBlock(fiche: Fiche, acts: Acts): HTMLElement {
  const mail = fiche.courriel?.mailto;
  const text = fiche.texte;
  return h(
    "article",
    { class: "carte", "aria-label": TEXTES.la_fiche },
    h("p", { class: "reference" }, TEXTES.reference, h("strong", {}, fiche.reference)),
    h(
      "div",
      { class: "choix" },
      outLink(acts.server + fiche.pdf, TEXTES.ouvrir_pdf, "bouton"),
      text ? button(TEXTES.copier_fiche, () => acts.copy(text)) : null,
      mail?.startsWith("mailto:") ? h("a", { href: mail, class: "bouton" }, TEXTES.courriel_fiche) : null,
    ),
    text ? h("details", {}, h("summary", {}, TEXTES.lire_fiche), h("div", { class: "texte" }, text)) : null,
  );
}
