import { readFileSync, statSync } from 'node:fs';

interface Rule {
  path: RegExp;
  headers: [name: string, value: string][];
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `*` stands for any rest and `:name` for one part of the path, as Netlify has it. */
const pattern = (path: string): RegExp => {
  const source = path
    .split(/(\*|:[a-z]\w*)/i)
    .map((part) => (part === '*' ? '.*' : /^:[a-z]/i.test(part) ? '[^/]+' : escaped(part)))
    .join('');
  return new RegExp(`^${source.endsWith('/.*') ? `${source.slice(0, -3)}(/.*)?` : source}$`);
};

const rulesIn = (text: string): Rule[] => {
  const rules: Rule[] = [];
  for (const line of text.split(/\r?\n/)) {
    const words = line.trim();
    if (words === '' || words.startsWith('#')) continue;
    const colon = words.indexOf(':');
    if (!/^\s/.test(line)) rules.push({ path: pattern(words), headers: [] });
    else if (colon > 0)
      rules.at(-1)?.headers.push([words.slice(0, colon).trim().toLowerCase(), words.slice(colon + 1).trim()]);
  }
  return rules;
};

/** Reads a file in the format of Netlify's `_headers`; gives the headers (lower case) that apply to a path. */
export const netlifyHeaders = (text: string): ((path: string) => Record<string, string>) => {
  const rules = rulesIn(text);
  return (path) => {
    const found: Record<string, string> = {};
    for (const [name, value] of rules
      .filter((rule) => rule.path.test(path))
      .flatMap(({ headers }) => headers))
      found[name] = found[name] === undefined ? value : `${found[name]}, ${value}`;
    return found;
  };
};

/** The same for a file that may be missing, or change while the shop runs. */
export const netlifyHeadersFile = (file: string): ((path: string) => Record<string, string>) => {
  let readAt: number | undefined;
  let headersFor = netlifyHeaders('');
  return (path) => {
    const changedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (changedAt !== readAt) {
      headersFor = netlifyHeaders(changedAt === undefined ? '' : readFileSync(file, 'utf8'));
      readAt = changedAt;
    }
    return headersFor(path);
  };
};
