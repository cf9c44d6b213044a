"use strict";
// A plain chat page: text in, text out, answers to touch. Bot text is only ever put in as text.
const fil = document.getElementById("fil");
const texte = document.getElementById("texte");
const sender = crypto.randomUUID();

function inline(target, text) {
  text.split(/\*\*(.+?)\*\*/g).forEach((part, i) => {
    if (!part) return;
    const node = i % 2 ? document.createElement("strong") : null;
    if (node) { node.textContent = part; target.append(node); } else target.append(part);
  });
}

function show(text, kind) {
  const box = document.createElement("div");
  box.className = kind;
  if (kind === "moi") { box.textContent = text; } else {
    for (const block of text.split("\n\n")) {
      let list = null;
      for (const line of block.split("\n")) {
        const item = /^(?:(\d+)\.|-) (.*)$/.exec(line);
        if (!item) {
          list = null;
          const p = document.createElement("p");
          inline(p, line);
          box.append(p);
          continue;
        }
        const tag = item[1] ? "ol" : "ul";
        if (!list || list.localName !== tag) { list = document.createElement(tag); box.append(list); }
        const li = document.createElement("li");
        inline(li, item[2]);
        list.append(li);
      }
    }
  }
  fil.append(box);
  box.scrollIntoView({ block: "nearest" });
  return box;
}

function offer(labels) {
  const row = document.createElement("div");
  row.className = "choix";
  for (const label of labels) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => { row.remove(); send(label); texte.focus(); });
    row.append(button);
  }
  fil.append(row);
}

async function send(message) {
  document.querySelectorAll(".choix").forEach((row) => row.remove());
  show(message, "moi");
  try {
    const answer = await fetch("/webhooks/rest/webhook", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sender, message, metadata: { canal: "web" } }),
    });
    const messages = await answer.json();
    if (!answer.ok) throw new Error(messages.erreur);
    let last = null;
    for (const m of messages) {
      if (m.text) last = show(m.text, "assistant");
      if (m.custom && m.custom.type === "urgence" && last) last.classList.add("urgence");
      if (m.buttons) offer(m.buttons.map((b) => b.title));
    }
  } catch (error) {
    show("La connexion est coupée. Votre message est resté dans la zone de saisie ; le 3646 reste joignable.", "assistant");
    texte.value = message;
  }
}

document.getElementById("saisie").addEventListener("submit", (event) => {
  event.preventDefault();
  const message = texte.value.trim();
  if (!message) return;
  texte.value = "";
  send(message);
});
texte.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    document.getElementById("saisie").requestSubmit();
  }
});
