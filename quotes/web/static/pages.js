// What makes pages quicker to use. Every page is whole without it.
"use strict";

const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

// Light up the words that name and introduce a quote while the quote, or its note, has the focus or pointer.
for (const text of document.querySelectorAll("[data-attributed]")) {
  const light = (number, on) => {
    for (const part of text.querySelectorAll("[data-of]")) {
      if (part.dataset.of.split(" ").includes(number)) part.classList.toggle("lit", on);
    }
  };
  for (const quote of text.querySelectorAll("[data-quote]")) {
    for (const begins of ["focusin", "pointerenter"]) quote.addEventListener(begins, () => light(quote.dataset.quote, true));
    for (const ends of ["focusout", "pointerleave"]) quote.addEventListener(ends, () => light(quote.dataset.quote, false));
  }
}

// j and k walk through a list, ? tells the keys; a list item's own keys press its buttons.
const list = document.querySelector("[data-walk]");
const keys = { j: "the next one", k: "the one before", "?": "this list" };
if (list) {
  for (const button of list.querySelectorAll("button[data-key]")) keys[button.dataset.key] = button.textContent.trim().toLowerCase();
  const told = document.querySelector(".keys");
  if (told) told.hidden = false;
  let at = -1;
  const walk = (step) => {
    const items = [...list.children];
    at = Math.min(Math.max(at + step, 0), items.length - 1);
    items[at]?.focus();
    items[at]?.scrollIntoView({ block: "center" });
  };
  document.addEventListener("keydown", (event) => {
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (event.key === "?") showKeys();
    else document.activeElement?.closest("[data-walk] > *")?.querySelector(`button[data-key="${CSS.escape(event.key)}"]`)?.click();
  });
}

function showKeys() {
  const dialog = document.createElement("dialog");
  const heading = document.createElement("h2");
  heading.textContent = "Keys";
  const lines = document.createElement("ul");
  lines.className = "plain";
  for (const [key, meaning] of Object.entries(keys)) {
    const line = document.createElement("li");
    const sign = document.createElement("kbd");
    sign.textContent = key;
    line.append(sign, ` ${meaning}`);
    lines.append(line);
  }
  const form = document.createElement("form");
  form.method = "dialog";
  const close = document.createElement("button");
  close.textContent = "Close";
  form.append(close);
  dialog.append(heading, lines, form);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

// A text file that is dropped on a box fills it.
for (const box of document.querySelectorAll("[data-drop]")) {
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", async (event) => {
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    box.value = await file.text();
  });
}

// A link to pass on is selected whole when it is pressed.
document.getElementById("share")?.addEventListener("focus", (event) => event.target.select());
