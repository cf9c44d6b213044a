import type { Point } from "../protocol";
import { TEXTES } from "../textes";
import { button, h } from "./dom";
import { french } from "./typography";

/** What was understood, each point with its words and what corrects it. `send` sends a correction. */
export function recap(points: readonly Point[], send: (text: string) => void): HTMLElement {
  return h(
    "details",
    { class: "compris" },
    h("summary", {}, `${TEXTES.compris} (${points.length})`),
    h("ul", {}, ...points.map((point) => row(point, send))),
  );
}

function row(point: Point, send: (text: string) => void): HTMLElement {
  const id = `corriger-${point.fait}`;
  const ways = h("div", { class: "choix", id, hidden: true, role: "group", "aria-label": TEXTES.corriger_point + point.libelle });
  const toggle = button(
    TEXTES.corriger,
    () => {
      ways.hidden = !ways.hidden;
      toggle.setAttribute("aria-expanded", String(!ways.hidden));
      if (!ways.hidden) ways.querySelector<HTMLElement>("input, button")!.focus();
    },
    { "aria-expanded": "false", "aria-label": TEXTES.corriger_point + point.libelle, class: "discret" },
  );
  if (point.saisie) ways.append(typed(point, point.saisie, send));
  for (const choice of point.choix) ways.append(button(capital(choice.libelle), () => send(choice.envoyer)));
  const words = point.preuve && !point.dit.includes(point.preuve) ? h("q", {}, point.preuve) : null;
  return h(
    "li",
    {},
    h("span", {}, h("strong", {}, `${point.libelle} :`), " ", point.dit, words && " ", words),
    toggle,
    ways,
  );
}

function typed(point: Point, lead: string, send: (text: string) => void): HTMLElement {
  const field = h("input", { type: "text", autocomplete: "off", maxlength: "80", id: `valeur-${point.fait}`, required: true });
  const submit = (event: Event) => {
    event.preventDefault();
    if (field.value.trim()) send(lead + field.value.trim());
  };
  return h(
    "form",
    { submit },
    h("label", { for: field.id }, french(`${TEXTES.valeur} (${point.libelle.toLowerCase()})`)),
    field,
    h("button", { type: "submit" }, TEXTES.valider),
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
