import { ATTRIBUTES, AssistantOrientation } from "./element";

/** The tag that loads this file may carry the attributes of the element, as data-…: it then puts it in the page. */
const script = document.currentScript as HTMLScriptElement | null;
const NAME = "assistant-orientation";

if (!customElements.get(NAME)) customElements.define(NAME, AssistantOrientation);

if (script && script.dataset["placer"] !== "non") {
  const element = document.createElement(NAME);
  const own = new URL(script.src, location.href).origin;
  for (const name of Object.keys(ATTRIBUTES)) {
    const value = script.dataset[name] ?? (name === "serveur" ? own : undefined);
    if (value !== undefined) element.setAttribute(name, value);
  }
  // a tag put twice in a page, or beside an element written by hand, still makes one launcher
  const place = () => { if (!document.querySelector(NAME)) document.body.append(element); };
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
}
