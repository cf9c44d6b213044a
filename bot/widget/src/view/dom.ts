import { french } from "./typography";

export type Child = Node | string | null | undefined | false;

/** An element. Attributes are set one by one, text becomes text nodes: nothing is ever parsed. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | boolean | ((event: Event) => void)> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false) element.setAttribute(name, value);
  }
  for (const child of children) {
    if (child) element.append(typeof child === "string" ? french(child) : child);
  }
  return element;
}

/** A button that does one thing. */
export function button(label: string, act: (event: Event) => void, attributes: Record<string, string> = {}) {
  return h("button", { type: "button", click: act, ...attributes }, label);
}

/** Text that only screen readers say. */
export function said(text: string): HTMLElement {
  return h("span", { class: "lu" }, text);
}
