// The search worker of one language. It loads the worker of the theme and changes how lunr searches: a word is also found
// by its stem, by its beginning, inside a compound and without accents, and the page of a title by each name of the title.
// The query string of this worker's address names the files of the theme to load. The index has the names of titles in its
// configuration; hooks/concord/site/search_index.py writes both.
const SETUP = 0; // the type of the message in which the theme sends the index
const LONG = 4; // letters that a stem needs to be searched inside words, and a text to be completed to a name

const names = new Map(); // the stems of a title's name → the pages of the titles that it means, best first
const written = new Map(); // the name without accents → the same pages
const terms = new Map(); // a word → its terms in the index
let abbreviations = new Set();
let letters = [];

addEventListener("message", ({ data }) => { if (data.type === SETUP) learn(data.data.config); });

const files = new URL(self.location.href).searchParams;
const stemmer = files.get("stemmer");
importScripts(`javascripts/workers/${files.get("theme")}`);
if (stemmer) importScripts(...["stemmer.support", stemmer].map((name) => `javascripts/lunr/min/lunr.${name}.min.js`));

const { OPTIONAL, PROHIBITED } = lunr.Query.presence;
const { stemmer: withoutEnding, stopWordFilter } = lunr[stemmer] ?? lunr;
const isHeavy = (word) => word.length > 1 && Boolean(stopWordFilter(word));
lunr.Pipeline.registerFunction(isHeavy, "heavy-words");
lunr.stopWordFilter = isHeavy; // the theme lists the words that it did not find, except those that this filter drops
lunr.stemmer = (token) => termsOf(`${token}`).map((term) => token.clone(() => term));
lunr.Pipeline.registerFunction(lunr.stemmer, "stemmer-of-the-guide");

function learn(config) {
  letters = Object.entries(config.letters);
  abbreviations = new Set(config.abbreviations);
  const separator = new RegExp(config.separator);
  for (const [name, pages] of Object.entries(config.names)) {
    const words = name.split(separator).filter(Boolean);
    const key = keyOf(words);
    names.set(key, [...new Set([...(names.get(key) ?? []), ...pages])]);
    written.set(words.map(fold).join(" "), pages);
  }
}

/** The word without accents, with one form for each letter that is spelled in two ways (a keyboard may lack it). */
function fold(word) {
  const plain = word.normalize("NFD").replace(/\p{M}/gu, "");
  return letters.reduce((text, [typed, letter]) => text.replaceAll(typed, letter), plain);
}

/** The stem of a word, whose last consonant is as it is without an ending: bonussen → bonus, reizen → reis. */
function stem(word) {
  const short = [word, word.replace(/s$/, "")].find((one) => abbreviations.has(one));
  if (short) return short;
  const core = fold(`${withoutEnding(new lunr.Token(word, {}))}`).replace(/([^aeiou\d])\1$/, "$1");
  return core.replace(/v$/, "f").replace(/z$/, "s");
}

/** The terms of a word in the index. Kept, because most words occur many times and the stemmer is slow. */
function termsOf(word) {
  if (!terms.has(word)) terms.set(word, [...new Set([fold(word), stem(word)])]);
  return terms.get(word);
}

const keyOf = (words) => words.map(stem).join(" ");

/** The clauses of lunr for one word of a query. A word with + or - gets a single one, for its stem. */
function clausesFor({ word, fields, presence, light }) {
  const clause = (term, boost) => ({ term, boost, fields, presence, usePipeline: false });
  if (presence !== OPTIONAL) return [clause(stem(word), 1)];
  if (light) return [clause(fold(word), 1)];
  const found = [clause(stem(word), 4), clause(fold(word), 2), clause(`${fold(word)}*`, 1)];
  return stem(word).length < LONG ? found : [...found, clause(`*${stem(word)}*`, 0.1)];
}

/** Whether the clauses for a word match a term of the index. */
function isFoundFor(word, term) {
  const core = stem(word);
  return term === core || term.startsWith(fold(word)) || (core.length >= LONG && term.includes(core));
}

/** Positions of matches by word of the query, not by term of the index; each position once, because it is marked. */
function places(metadata, words) {
  const seen = new Set();
  const found = {};
  for (const [term, fields] of Object.entries(metadata)) {
    const word = words.find((one) => isFoundFor(one, term));
    found[word] ??= {};
    for (const [field, { position }] of Object.entries(fields)) {
      const fresh = position.filter((place) => !seen.has(`${field} ${place}`));
      fresh.forEach((place) => seen.add(`${field} ${place}`));
      (found[word][field] ??= { position: [] }).position.push(...fresh);
    }
  }
  return found;
}

/** The pages of the titles that a query names, best first; only the best one if it just begins or contains a name. */
function pagesNamed(words, heavy, isTerm) {
  const exact = names.get(keyOf(words)) ?? names.get(keyOf(words.filter((word) => word.length > 1))); // CCO’s → CCO
  if (exact) return exact;
  const about = names.get(keyOf(heavy)); // what is a CCO → CCO
  if (about) return about.slice(0, 1);
  const text = words.map(fold).join(" ");
  if (text.length < LONG || isTerm(text)) return [];
  const [shortest] = [...written.keys()].filter((name) => name.startsWith(text)).sort((a, b) => a.length - b.length);
  return shortest ? written.get(shortest).slice(0, 1) : [];
}

/** The results with `pages` at the top, which count as matches for each of `words`. */
function withFirst(pages, results, words) {
  const best = Math.max(1, ...results.map(({ score }) => score));
  const all = Object.fromEntries(words.map((word) => [word, {}]));
  const first = pages.map((ref, place) => {
    const metadata = results.find((result) => result.ref === ref)?.matchData.metadata;
    return { ref, score: 10 * best * (pages.length - place), matchData: { metadata: { ...all, ...metadata } } };
  });
  return [...first, ...results.filter(({ ref }) => !pages.includes(ref))];
}

/** The results with new scores: other matches on the same page count too, and so does how many of `words` were found. */
function weighed(results, words) {
  const whole = new Map(); // page → the sum of its sections' scores, and the words found in any of them
  const pageOf = (ref) => ref.split("#")[0];
  for (const { ref, score, matchData } of results) {
    const page = whole.get(pageOf(ref)) ?? { score: 0, words: new Set() };
    Object.keys(matchData.metadata).forEach((word) => page.words.add(word));
    whole.set(pageOf(ref), { ...page, score: page.score + score });
  }
  const share = (found) => words.filter((word) => found.includes(word)).length / words.length;
  return results.map(({ ref, score, matchData }) => {
    const page = whole.get(pageOf(ref));
    const found = (share(Object.keys(matchData.metadata)) + share([...page.words])) / 2;
    const level = ref.includes("#") ? 1.5 : 1; // the theme multiplies a page's score by 5 and a section's by 2
    return { ref, score: (score + 0.2 * page.score) * level * found ** 3, matchData };
  });
}

lunr.Index.prototype.search = function (text) {
  const query = new lunr.Query(this.fields);
  new lunr.QueryParser(text, query).parse();
  const clauses = query.clauses.map((clause) => ({ ...clause, word: clause.term.replaceAll("*", "") }));
  const all = clauses.filter(({ presence }) => presence !== PROHIBITED).map(({ word }) => word);
  const heavy = all.some(isHeavy) ? all.filter(isHeavy) : all;
  const isLight = ({ word }) => all.includes(word) && !heavy.includes(word);
  const asked = clauses.flatMap((clause) => clausesFor({ ...clause, light: isLight(clause) }));
  const found = this.query((one) => asked.forEach((clause) => one.clause(clause))).flatMap((result) => {
    const metadata = places(result.matchData.metadata, all);
    return heavy.some((word) => word in metadata) ? [{ ...result, matchData: { metadata } }] : [];
  });
  return withFirst(pagesNamed(all, heavy, (term) => term in this.invertedIndex), weighed(found, heavy), all);
};
