// How lunr searches here: a word is also found by its stem, by its beginning, inside a compound, without accents and, where
// nothing else is found, with one letter wrong; an amount in the spelling of any language; the page of a title by each name
// of the title, and a page by the questions that it answers. Loaded by search.js, behind the theme's worker.
const LONG = 4; // letters that a stem needs to be searched inside words, and a text to be completed to a name
const LIKE = 0.5; // how much a query and a question that a page answers share at least, of 1
const LIGHT = 0.3; // how much a word counts in this that is in most questions; others count 1
const MOST = 3; // pages that come first since they answer the question

const names = new Map(); // the stems of a title's name → the pages of the titles that it means, best first
const written = new Map(); // the name without accents → the same pages
const questions = []; // [the stems of a question, the page that answers it]
const terms = new Map(); // a word → its terms in the index
let abbreviations = new Set();
let letters = [];
let shorter = []; // [a title's usual name, its abbreviation]

const { OPTIONAL, PROHIBITED } = lunr.Query.presence;
const { stemmer: withoutEnding, stopWordFilter } = lunr[files.get("stemmer")] ?? lunr;
const isHeavy = (word) => word.length > 1 && Boolean(stopWordFilter(word));
lunr.Pipeline.registerFunction(isHeavy, "heavy-words");
lunr.stopWordFilter = isHeavy; // the theme lists the words that it did not find, except those that this filter drops
lunr.stemmer = (token) => termsOf(`${token}`).map((term) => token.clone(() => term));
lunr.Pipeline.registerFunction(lunr.stemmer, "stemmer-of-the-guide");

/** Takes the names from the configuration of the index, and the questions from its pages. */
self.learn = ({ config, docs }) => {
  letters = Object.entries(config.letters);
  abbreviations = new Set(config.abbreviations);
  shorter = Object.entries(config.short_names);
  const separator = new RegExp(config.separator);
  for (const { location, asked } of docs) {
    for (const question of asked ? asked.split(" – ") : []) {
      questions.push([stemsOf(question.split(separator).filter(Boolean)), location]);
    }
  }
  for (const [name, pages] of Object.entries(config.names)) {
    const words = name.split(separator).filter(Boolean);
    const key = keyOf(words);
    names.set(key, [...new Set([...(names.get(key) ?? []), ...pages])]);
    written.set(words.map(fold).join(" "), pages);
  }
};

/** The word without accents, with one form for each letter that is spelled in two ways (a keyboard may lack it). A number
 * has no separators for thousands, and a point for its decimals. */
function fold(word) {
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(word)) return word.replace(/[.,]/g, "");
  const plain = word.normalize("NFD").replace(/\p{M}/gu, "").replace(/^(\d+),(\d+)$/, "$1.$2");
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

/** Whether two words differ by one letter at most: one more, one less, another one, or two that changed places. */
function isNear(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  return [[a.slice(1), b], [a, b.slice(1)], [a.slice(1), b.slice(1)], [a[1] + a[0] + a.slice(2), b]].some(([x, y]) => x === y);
}

/** Whether the clauses for a word match a term of the index. `corrected` has the terms of words that nothing else finds. */
function isFoundFor(word, term, corrected) {
  const core = stem(word);
  if (corrected.get(word)?.includes(term)) return true;
  return term === core || term.startsWith(fold(word)) || (core.length >= LONG && term.includes(core));
}

/** Positions of matches by word of the query, not by term of the index; each position once, because it is marked. */
function places(metadata, words, corrected) {
  const seen = new Set();
  const found = {};
  for (const [term, fields] of Object.entries(metadata)) {
    const word = words.find((one) => isFoundFor(one, term, corrected));
    found[word] ??= {};
    for (const [field, { position }] of Object.entries(fields)) {
      const fresh = position.filter((place) => !seen.has(`${field} ${place}`));
      fresh.forEach((place) => seen.add(`${field} ${place}`));
      (found[word][field] ??= { position: [] }).position.push(...fresh);
    }
  }
  return found;
}

/** The stems of a text, with the usual abbreviation in place of a title's name. */
function stemsOf(words) {
  const text = shorter.reduce((all, [name, short]) => all.replaceAll(name, short), words.join(" ").toLowerCase());
  return new Set(text.split(" ").map(stem));
}

const weightOf = (term) => (abbreviations.has(term) || !isHeavy(term) ? LIGHT : 1);
const sum = (all) => [...all].reduce((total, term) => total + weightOf(term), 0);

/** The pages that answer a question much like the query: [[page, how much it is like it, at most 1]], best first. */
function pagesAsked(words) {
  const asked = stemsOf(words);
  const best = new Map();
  for (const [question, page] of questions) {
    const shared = sum([...question].filter((term) => asked.has(term)));
    const like = shared / (sum(question) + sum(asked) - shared);
    if (like >= LIKE && like > (best.get(page) ?? 0)) best.set(page, like);
  }
  return [...best].sort(([, a], [, b]) => b - a).slice(0, MOST);
}

/** The pages of the titles of which a query is a name, best first, or undefined. Of "CCO’s" it is CCO. */
function pagesOfName(words) {
  return names.get(keyOf(words)) ?? names.get(keyOf(words.filter((word) => word.length > 1)));
}

/** The pages of the titles that a query names, best first; only the best one if it just begins or contains a name. */
function pagesNamed(words, heavy, isTerm) {
  const exact = pagesOfName(words);
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

/** The results with new scores: other matches on the same page count too, and so does how many of `words` were found.
 * Pages with all of them come before pages with some. */
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
    const ofPage = share([...page.words]);
    const found = (share(Object.keys(matchData.metadata)) + ofPage) / 2;
    const level = ref.includes("#") ? 1.5 : 1; // the theme multiplies a page's score by 5 and a section's by 2
    return { ref, score: (score + 0.2 * page.score) * level * found ** 3 * (ofPage === 1 ? 100 : 1), matchData };
  });
}

lunr.Index.prototype.search = function (text) {
  const query = new lunr.Query(this.fields);
  new lunr.QueryParser(text, query).parse();
  const clauses = query.clauses.map((clause) => ({ ...clause, word: clause.term.replaceAll("*", "") }));
  const all = clauses.filter(({ presence }) => presence !== PROHIBITED).map(({ word }) => word);
  const heavy = all.some(isHeavy) ? all.filter(isHeavy) : all;
  const isLight = ({ word }) => all.includes(word) && !heavy.includes(word);
  const wanted = clauses.flatMap((clause) => clausesFor({ ...clause, light: isLight(clause) }));
  const corrected = correctedTerms(this, heavy);
  for (const [word, found] of corrected) {
    const { fields, presence } = clauses.find((clause) => clause.word === word);
    if (presence === OPTIONAL) wanted.push(...found.map((term) => ({ term, boost: 1, fields, presence, usePipeline: false })));
  }
  const results = this.query((one) => wanted.forEach((clause) => one.clause(clause))).flatMap((result) => {
    const metadata = places(result.matchData.metadata, all, corrected);
    return heavy.some((word) => word in metadata) ? [{ ...result, matchData: { metadata } }] : [];
  });
  const meant = (words) => words.map((word) => corrected.get(word)?.[0] ?? word);
  return withFirst(firstPages(this, meant(all), meant(heavy)), weighed(results, heavy), all);
};

/** The words for which the index has no term → the terms that are one letter off. */
function correctedTerms(index, words) {
  const known = Object.keys(index.invertedIndex);
  const isUnknown = (word) => word.length >= LONG && !known.some((term) => isFoundFor(word, term, new Map()));
  const near = (word) => known.filter((term) => isNear(fold(word), term) || isNear(stem(word), term));
  return new Map(words.filter(isUnknown).map((word) => [word, near(word)]));
}

/** The pages that come first: of a query that is just a name those of the title, else those whose question is like it. */
function firstPages(index, all, heavy) {
  const asked = pagesAsked(all).map(([page]) => page);
  const named = pagesNamed(all, heavy, (term) => term in index.invertedIndex);
  return [...new Set(pagesOfName(all) ? [...named, ...asked] : [...asked, ...named])];
}
