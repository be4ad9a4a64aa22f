// Shows the note on a fact or the definition of a title in a box beside the link: on hover, keyboard focus or tap. Escape
// closes the box (WCAG 1.4.13). Without this script the link of a fact leads to the note at the foot of the page and that
// of a title to its page; with the script, a second tap on a title does the latter.
const box = document.createElement("div");
box.className = "note-box md-typeset";
box.popover = "manual";
const GAP = 8; // pixels between the box and the link, or the edge of the window
let shown = null;
let dismissed = null; // the link whose box the reader closed by Escape, until the pointer leaves it
let closing = 0;
let placedAt = 0; // where the link stood in the window when the box was put beside it, in pixels from the top

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
  place();
}

/** Puts the box below the link or, where there is more room, above it, and never over it. */
function place() {
  const lines = [...shown.getClientRects()];
  placedAt = lines[0].top;
  const [above, below] = [lines[0].top - GAP, innerHeight - lines.at(-1).bottom - GAP];
  box.style.maxHeight = "none";
  const { width, height } = box.getBoundingClientRect();
  const isBelow = height <= below || below >= above;
  box.style.maxHeight = `${Math.max(0, isBelow ? below : above)}px`;
  box.style.top = `${isBelow ? lines.at(-1).bottom + GAP / 2 : lines[0].top - GAP / 2 - Math.min(height, above)}px`;
  box.style.left = `${Math.max(GAP, Math.min(lines[0].left, innerWidth - width - GAP))}px`;
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
  if (fact !== dismissed) dismissed = null;
  if (fact) { if (fact !== dismissed) show(fact); }
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
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  dismissed = shown;
  close();
});
document.addEventListener("scroll", () => {
  if (shown === null) return;
  const { bottom, top } = shown.getBoundingClientRect();
  if (shown.getClientRects()[0]?.top === placedAt) return; // a scroll from before the box was shown is told late
  if (shown === document.activeElement && bottom > 0 && top < innerHeight) place(); // focus scrolls a link into view
  else close();
}, { passive: true });
