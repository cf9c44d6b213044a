import type { Contact } from "../protocol";
import { TEXTES } from "../textes";
import { button, h } from "./dom";
import { mailLink, outLink, telLink } from "./links";

export type Copy = (text: string) => void;

/** Contacts one can call, write to, open and copy. */
export function contactList(contacts: readonly Contact[], copy: Copy): HTMLElement {
  return h("ul", { class: "contacts" }, ...contacts.map((contact) => line(contact, copy)));
}

function line(contact: Contact, copy: Copy): HTMLElement {
  const usage = contact.usage && contact.usage !== contact.nom ? contact.usage : null;
  const ways = [
    contact.telephone && way(telLink(contact.telephone, TEXTES.appeler + contact.telephone, "voie"), contact.telephone, copy),
    contact.courriel && way(mailLink(contact.courriel), contact.courriel, copy),
    contact.url && way(outLink(contact.url, contact.url.replace(/^https?:\/\/(www\.)?|\/$/g, "")), null, copy),
  ];
  return h("li", {}, h("strong", {}, contact.nom), usage && h("span", { class: "usage" }, usage), ...ways);
}

function way(link: HTMLElement | null, copied: string | null, copy: Copy): HTMLElement | null {
  if (!link) return null;
  const copier = copied && button(TEXTES.copier, () => copy(copied), { "aria-label": `${TEXTES.copier} ${copied}`, class: "discret" });
  return h("span", { class: "moyen" }, link, copier);
}

/** Big numbers to call now. */
export function emergencyNumbers(contacts: readonly Contact[]): HTMLElement {
  return h(
    "ul",
    { class: "numeros" },
    ...contacts
      .filter((c) => c.telephone)
      .map((c) => h("li", {}, telLink(c.telephone!, TEXTES.appeler + c.telephone!, "appel"), h("span", {}, c.nom))),
  );
}
