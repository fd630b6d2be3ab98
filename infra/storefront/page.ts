/** What the pages say: for each key the English words and the Spanish ones (or functions that make them). */
export type Texts = Record<string, readonly unknown[]>;

/** What is a page's own, as it stands in its file. */
interface Own {
  title: string;
  description: string;
  /** What else its head tells: its languages, how it looks when it is shared, what to load early. */
  further: string[];
  styles: string[];
  script: string;
  main: string;
}

const SITE = 'https://acmecorp.xyz';
/** Stands at any address that does not exist, and so has none of its own. */
const NOT_FOUND = '/404.html';

const ELEMENTS = /<title[\s\S]*?<\/title>|<script[\s\S]*?<\/script>|<(?:meta|link)\b[^>]*>/g;
const TITLE = /^<title data-text="\w+">/;
const DESCRIPTION = /^<meta\s+name="description"\s+data-text-content="\w+"/;
const FURTHER = /^<meta\s+property="og:|^<link\s+rel="(alternate|preload)"/;
const STYLE = /^<link\s+rel="stylesheet"/;
const SCRIPT = /^<script type="module" src="([^"]+)"><\/script>$/;
const KNOWN = [TITLE, DESCRIPTION, FURTHER, STYLE, SCRIPT];
const MAIN = /<body>\s*(<main id="main"[\s\S]*<\/main>)\s*<\/body>/;

const oneOf = (elements: string[], kind: RegExp, what: string): string => {
  const found = elements.filter((element) => kind.test(element));
  if (found.length !== 1) throw new Error(`its head needs ${what}, once`);
  return found[0]!;
};

const ownOf = (html: string): Own => {
  const head = /<head>([\s\S]*?)<\/head>/.exec(html)?.[1] ?? '';
  const elements = head.match(ELEMENTS) ?? [];
  const unknown = elements.find((element) => !KNOWN.some((kind) => kind.test(element)));
  const wrong = unknown ?? head.replaceAll(ELEMENTS, '').trim();
  if (wrong !== '') throw new Error(`its head holds what no page may add: ${wrong}`);
  const main = MAIN.exec(html)?.[1];
  if (main === undefined) throw new Error('its body must be one <main id="main">');
  return {
    title: oneOf(elements, TITLE, '<title data-text="…">'),
    description: oneOf(elements, DESCRIPTION, '<meta name="description" data-text-content="…">'),
    further: elements.filter((element) => FURTHER.test(element)),
    styles: elements.filter((element) => STYLE.test(element)),
    script: oneOf(elements, SCRIPT, '<script type="module" src="…"></script>'),
    main,
  };
};

const fill = (frame: string, place: string, elements: string[]): string => {
  const mark = `    <!-- page: ${place} -->\n`;
  if (!frame.includes(mark)) throw new Error(`the frame has no ${mark.trim()}`);
  // A function, because in a string "$&" and the like would mean something.
  return frame.replace(mark, () => elements.map((element) => `    ${element}\n`).join(''));
};

const canonical = (address: string): string[] =>
  address === NOT_FOUND
    ? []
    : [`<link rel="canonical" href="${SITE}${address.replace(/\/index\.html$/, '/')}" />`];

/**
 * Puts the frame around what is a page's own. `modulesOf` gives the modules that a script runs; they are preloaded,
 * so that the browser does not find them one import after the other. Throws what is wrong with the page.
 */
export const framed = (
  html: string,
  frame: string,
  address: string,
  modulesOf: (script: string) => string[],
): string => {
  const { title, description, further, styles, script, main } = ownOf(html);
  const preloads = modulesOf(SCRIPT.exec(script)![1]!).map(
    (module) => `<link rel="modulepreload" href="${module}" />`,
  );
  const places = {
    about: [title, description, ...canonical(address), ...further],
    styles,
    scripts: [...preloads, script],
    main: [main],
  };
  return Object.entries(places).reduce((page, [place, elements]) => fill(page, place, elements), frame);
};

const TRANSLATED = /<\w+\s[^>]*?data-text[^>]*>([^<]*)/g;
const SHOWN_IN: Record<string, RegExp> = {
  '-label': /\saria-label="([^"]*)"/,
  '-content': /\scontent="([^"]*)"/,
};

const plain = (words = ''): string => words.replaceAll(/\s+/g, ' ').trim();

/** Throws where a page names a text that is not there in both languages, or says something else in English. */
export const checkWords = (page: string, texts: Texts): void => {
  for (const [tag, inside] of page.matchAll(TRANSLATED))
    for (const [, kind, key = ''] of tag.matchAll(/\sdata-text(-\w+)?="(\w+)"/g)) {
      const words = texts[key] ?? [];
      if (words.length !== 2 || !words.every((each) => typeof each === 'string' && each.trim() !== ''))
        throw new Error(`the texts have no "${key}" in both languages`);
      const said = plain(kind === undefined ? inside : SHOWN_IN[kind]?.exec(tag)?.[1]);
      if (said !== words[0])
        throw new Error(`it says "${said}", the texts say "${String(words[0])}" (${key})`);
    }
};

/** Throws where a page leads to, shows or runs something of the site that does not exist. */
export const checkAddresses = (page: string, exists: (address: string) => boolean): void => {
  for (const [, address = ''] of page.matchAll(/\s(?:href|src|action)="(\/[^"?#]*)/g))
    if (!exists(address)) throw new Error(`there is no ${address}`);
};
