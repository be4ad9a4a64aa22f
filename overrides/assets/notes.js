// Shows the note on a fact or the definition of a title in a box beside the link: on hover, keyboard focus or tap. Escape
// closes the box (WCAG 1.4.13). Without this script the link of a fact leads to the note at the foot of the page and that
// of a title to its page; with the script, a second tap on a title does the latter.
const box = document.createElement("div");
box.className = "note-box md-typeset";
box.popover = "manual";
let shown = null;
let closing = 0;

function show(fact) {
  clearTimeout(closing);
  if (shown === fact) return;
  const note = document.getElementById(fact.getAttribute("aria-describedby"));
  if (!note) return;
  const copy = note.cloneNode(true);
  copy.removeAttribute("id");
  box.replaceChildren(copy);
  document.body.append(box);
  box.showPopover();
  shown = fact;
  const line = fact.getClientRects()[0];
  const { width, height } = box.getBoundingClientRect();
  const below = line.bottom + height + 8 < innerHeight;
  box.style.top = `${below ? line.bottom + 4 : Math.max(4, line.top - height - 4)}px`;
  box.style.left = `${Math.max(8, Math.min(line.left, innerWidth - width - 8))}px`;
}

function close() {
  if (!shown) return;
  box.hidePopover();
  box.remove();
  shown = null;
}

const soon = () => { closing = setTimeout(close, 250); };
const factOf = (event) => (event.target instanceof Element ? event.target.closest("a.fact, a.title[aria-describedby]") : null);

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const fact = factOf(event);
  if (fact) show(fact);
  else if (box.contains(event.target)) clearTimeout(closing);
  else if (shown && shown !== document.activeElement) soon();
});
document.addEventListener("focusin", (event) => {
  const fact = factOf(event);
  if (fact) { if (fact.matches(":focus-visible")) show(fact); } else if (!box.contains(event.target)) close();
});
document.addEventListener("click", (event) => {
  const fact = factOf(event);
  if (fact && event.pointerType === "touch" && !(fact === shown && fact.matches(".title"))) {
    event.preventDefault();
    show(fact);
  } else if (!box.contains(event.target)) close();
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
document.addEventListener("scroll", close, { passive: true });
