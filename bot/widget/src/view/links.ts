import { TEXTES } from "../textes";
import { h, said } from "./dom";

/** A link to a site, in a new window, said so; null when it is not http(s). */
export function outLink(address: string, label?: string, look = ""): HTMLElement | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  return h(
    "a",
    { href: url.href, target: "_blank", rel: "noopener noreferrer", class: look },
    label ?? address,
    said(TEXTES.nouvelle_fenetre),
  );
}

/** A number to call by a touch. */
export function telLink(number: string, label: string = number, look = ""): HTMLElement {
  return h("a", { href: `tel:${number.replace(/[^\d+]/g, "")}`, class: look }, label);
}

/** An address to write to. */
export function mailLink(address: string, label: string = address): HTMLElement {
  return h("a", { href: `mailto:${address}` }, label);
}
