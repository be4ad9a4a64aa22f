// The search worker of one language, as the theme starts it on every page. It answers at once and loads the index, and all
// that reads it, when the first question comes, which is when the reader goes to the search box. From then on the theme's
// worker answers, with what search-lunr.js changes in it. The query string of this worker's address names the files to
// load; hooks/concord/site/search_index.py writes it.
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]; // the types of the messages between the theme and its worker

const files = new URL(self.location.href).searchParams;
const stemmers = files.has("stemmer") ? ["stemmer.support", files.get("stemmer")] : [];
const scripts = [`javascripts/workers/${files.get("theme")}`, ...stemmers.map((name) => `javascripts/lunr/min/lunr.${name}.min.js`)];
const NOTHING = { type: RESULT, data: { items: [] } };
const waiting = [];
let options = {}; // what the theme says of the search on this page
let isLoaded = false;

addEventListener("message", (event) => {
  if (isLoaded) return;
  event.stopImmediatePropagation();
  if (event.data.type === SETUP) {
    options = event.data.data.options;
    postMessage({ type: READY });
  } else if (event.data.type === QUERY && !String(event.data.data).trim()) {
    postMessage(NOTHING); // the theme asks for nothing when a page is loaded
  } else if (waiting.push(event.data) === 1) load().catch(giveUp);
});

const pass = (data) => dispatchEvent(new MessageEvent("message", { data }));

async function load() {
  const answer = await fetch(files.get("index"));
  const index = await answer.json();
  if (!self.learn) importScripts(...scripts, "search-lunr.js");
  self.learn(index);
  isLoaded = true;
  pass({ type: SETUP, data: { ...index, options } });
  await new Promise((done) => { setTimeout(done); }); // until the theme's worker has built its index
  waiting.splice(0).forEach(pass);
}

/** Finds nothing this time; the next question tries again. */
function giveUp() {
  waiting.splice(0).forEach(() => postMessage(NOTHING));
}
