// What is folded on a page, a section or the notes on its facts: opens when a link leads to it or to an id within, and for printing. Without this script
// a reader opens it by hand; browsers open it themselves for what they find in it.
const folds = [...document.querySelectorAll("article :is(.otherwise, .notes) > details")];

function reveal() {
  const fold = folds.find((one) => !one.open && one.parentElement.querySelector(":target"));
  if (!fold) return;
  fold.open = true;
  document.querySelector(":target").scrollIntoView();
}

reveal();
addEventListener("hashchange", reveal);
document.addEventListener("click", ({ target }) => {
  // a second click on a link to where one is already changes no address
  if (target instanceof Element && target.closest("a")?.hash === location.hash) setTimeout(reveal);
});

let closed = [];
addEventListener("beforeprint", () => {
  closed = folds.filter((fold) => !fold.open);
  for (const fold of closed) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of closed) fold.open = false;
});
