import { h } from "./dom";
import { mailLink, outLink, telLink } from "./links";

/**
 * A safe subset of Markdown as nodes: paragraphs, lists, **bold**, [links](https://…), bare
 * addresses. Anything else, HTML included, stays the text it is.
 */
export function markdown(text: string, server: string): Node[] {
  return text.split(/\n{2,}/).flatMap((block) => blocks(block, server));
}

const ITEM = /^(?:(\d+)\.|[-*•]) +(.*)$/;

function blocks(text: string, server: string): Node[] {
  const found: Node[] = [];
  let list: HTMLElement | undefined;
  let paragraph: HTMLElement | undefined;
  for (const line of text.split("\n")) {
    const item = ITEM.exec(line);
    if (item) {
      const tag = item[1] ? "ol" : "ul";
      if (list?.localName !== tag) {
        list = item[1] && item[1] !== "1" ? h("ol", { start: item[1] }) : h(tag);
        found.push(list);
      }
      list.append(h("li", {}, ...inline(item[2]!, server)));
      paragraph = undefined;
    } else if (line.trim()) {
      if (paragraph) paragraph.append(h("br"), ...inline(line, server));
      else found.push((paragraph = h("p", {}, ...inline(line, server))));
      list = undefined;
    }
  }
  return found;
}

const INLINE =
  /\*\*(?<bold>[^*]+)\*\*|\[(?<label>[^\]]+)\]\((?<target>[^)\s]+)\)|(?<web>https?:\/\/[^\s<>«»"]*[^\s<>«»".,;:!?)])|(?<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?<own>\/fiche\/[\w.-]*\w)|(?<tel>\b3646\b)/g;

function inline(text: string, server: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const { bold, label, target, web, mail, own, tel } = match.groups!;
    if (match.index > from) parts.push(text.slice(from, match.index));
    from = match.index + match[0].length;
    if (bold) parts.push(h("strong", {}, ...inline(bold, server)));
    else if (label && target) parts.push(labelled(label, target) ?? match[0]);
    else if (web) parts.push(outLink(web) ?? web);
    else if (mail) parts.push(mailLink(mail));
    else if (own) parts.push(outLink(server + own, own) ?? own);
    else if (tel) parts.push(telLink(tel));
  }
  parts.push(text.slice(from));
  return parts;
}

function labelled(label: string, target: string): Node | null {
  if (/^mailto:[\w.+-]+@[\w.-]+$/.test(target)) return mailLink(target.slice(7), label);
  if (/^tel:\+?[\d ]+$/.test(target)) return telLink(target.slice(4), label);
  return outLink(target, label);
}
