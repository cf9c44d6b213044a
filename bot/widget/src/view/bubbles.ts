import type { Message } from "../protocol";
import { OPINIONS, TEXTES } from "../textes";
import { type Acts, orientationCard, below } from "./card";
import { emergencyNumbers } from "./contacts";
import { h, said } from "./dom";
import { markdown } from "./markdown";
import { recap } from "./recap";
import { sheetBlock } from "./sheet";

/** What the partner wrote. */
export function ownBubble(texte: string, state = ""): HTMLElement {
  return h("div", { class: "message vous" }, said(TEXTES.vous), h("p", {}, texte), state && h("p", { class: "etat" }, state));
}

/** What the assistant says, as what it is. */
export function assistantBubble(message: Message, acts: Acts): HTMLElement {
  const box = h("div", { class: "message assistant" }, said(TEXTES.assistant));
  try {
    fill(box, message, acts);
  } catch {
    // a payload this version does not know: the words say the same
    box.replaceChildren(said(TEXTES.assistant), ...markdown(message.texte ?? "", acts.server));
  }
  return box;
}

function fill(box: HTMLElement, message: Message, acts: Acts): void {
  const text = () => (message.texte ? markdown(message.texte, acts.server) : []);
  const data = message.donnees;
  const opinions = message.boutons.filter((label) => OPINIONS.has(label));
  switch (data?.type) {
    case "urgence":
      box.classList.add("urgence");
      box.append(h("p", { class: "verdict" }, h("strong", {}, `${TEXTES.urgence}. ${data.message}`)), emergencyNumbers(data.contacts));
      break;
    case "orientation":
      if (data.orientation === "urgence" || data.inchangee) box.append(...text(), ...below(data, opinions, acts));
      else {
        if (data.annonce) box.append(...markdown(data.annonce, acts.server));
        box.append(orientationCard(data, opinions, acts));
      }
      break;
    case "question":
      box.append(...text());
      if (data.recapitulatif?.length) box.append(recap(data.recapitulatif, acts.send));
      break;
    case "information":
      if (data.sujet === "fiche" && data.fiche) box.append(sheetBlock(data.fiche, acts));
      else box.append(...text());
      if (data.recapitulatif?.length) box.append(recap(data.recapitulatif, acts.send));
      if (data.sujet === "prudence" && data.contacts) {
        box.classList.add("prudence");
        box.append(emergencyNumbers(data.contacts));
      }
      break;
    default:
      box.append(...text());
  }
}
