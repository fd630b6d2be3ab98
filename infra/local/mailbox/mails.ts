import { openMail, readHead } from './mailParsing.ts';
import type { Mail, MailHead, OpenedMail } from './mailParsing.ts';
import type { MailStore } from './mailStore.ts';

const OPENED_IN_MEMORY = 300;

/** What a list may ask for beside filters: a part of the list, its order, and a free text to look for. */
const NOT_FILTERS = new Set(['skip', 'limit', 'sort', 'search']);

/** The received mails as the mailbox shows them: parsed when first asked for, and filtered. */
export interface Mails {
  /** Mails matching the query (MailDev's filters, `search`, `sort`, `skip`, `limit`), oldest first. */
  list(query: URLSearchParams): Promise<Mail[]>;
  /** Heads of the mails matching the query, and how many match and exist in all. */
  heads(query: URLSearchParams): Promise<{ items: MailHead[]; total: number; storeTotal: number }>;
  /** How many mails match the filters. */
  count(query: URLSearchParams): Promise<number>;
  /** One mail with its attachments, or undefined when there is none with this id. */
  open(id: string): Promise<OpenedMail | undefined>;
}

/** All values found under a dotted path such as `to.address`, through arrays. */
const valuesAt = (value: unknown, path: string[]): unknown[] => {
  const [key, ...rest] = path;
  if (Array.isArray(value) && !/^\d+$/.test(key ?? '')) return value.flatMap((each) => valuesAt(each, path));
  if (key === undefined) return [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
  return valuesAt((value as Record<string, unknown>)[key], rest);
};

const matches = (actual: unknown, wanted: string): boolean => {
  const [text, sought] = [String(actual ?? '').toLowerCase(), wanted.toLowerCase()];
  // A whole address must be that address: "ann@example.com" is not "joann@example.com".
  return /^[^@\s]+@[^@\s]+$/.test(sought) && /^[^@\s]+@[^@\s]+$/.test(text)
    ? text === sought
    : text.includes(sought);
};

const mentions = ({ subject, from, to }: MailHead, sought: string): boolean =>
  [subject, ...[...from, ...to].flatMap(({ name, address }) => [name, address])].some((text) =>
    text.toLowerCase().includes(sought.toLowerCase()),
  );

const passes = (mail: MailHead, query: URLSearchParams): boolean => {
  const search = query.get('search');
  if (search && !mentions(mail, search)) return false;
  return [...query].every(
    ([path, wanted]) =>
      NOT_FILTERS.has(path) || valuesAt(mail, path.split('.')).some((value) => matches(value, wanted)),
  );
};

const BODY_FIELDS = /^(text|html|calendar|attachments)(\.|$)/;
const needsBody = (query: URLSearchParams): boolean => [...query.keys()].some((key) => BODY_FIELDS.test(key));

const isFiltered = (query: URLSearchParams): boolean =>
  [...query].some(([key, value]) => !NOT_FILTERS.has(key) || (key === 'search' && value !== ''));

const part = (ids: readonly string[], query: URLSearchParams): readonly string[] => {
  const ordered = query.get('sort') === 'desc' ? ids.toReversed() : ids;
  const skip = Number(query.get('skip') ?? 0) || 0;
  const limit = query.get('limit');
  return ordered.slice(skip, limit === null ? undefined : skip + (Number(limit) || 0));
};

/** Reads mails out of a store, remembering every head and the mails opened last. */
export const mailsIn = (store: MailStore): Mails => {
  const heads = new Map<string, MailHead>();
  const opened = new Map<string, OpenedMail>();

  const head = async (id: string): Promise<MailHead | undefined> => {
    const stored = heads.has(id) ? undefined : store.read(id);
    if (stored) heads.set(id, await readHead(id, stored));
    return heads.get(id);
  };
  const open = async (id: string): Promise<OpenedMail | undefined> => {
    const known = opened.get(id);
    const stored = known ? undefined : store.read(id);
    const mail = known ?? (stored && (await openMail(id, stored)));
    if (mail === undefined) return undefined;
    opened.delete(id);
    opened.set(id, mail);
    if (opened.size > OPENED_IN_MEMORY) opened.delete(opened.keys().next().value!);
    return mail;
  };
  const forgetDeleted = (): void => {
    const kept = new Set(store.ids());
    for (const map of [heads, opened]) for (const id of map.keys()) if (!kept.has(id)) map.delete(id);
  };
  const matching = async (query: URLSearchParams): Promise<readonly string[]> => {
    if (heads.size > store.ids().length) forgetDeleted();
    if (!isFiltered(query)) return store.ids();
    const found: string[] = [];
    for (const id of store.ids()) {
      const mail = needsBody(query) ? (await open(id))?.mail : await head(id);
      if (mail && passes(mail, query)) found.push(id);
    }
    return found;
  };
  const all = async <T>(
    ids: readonly string[],
    read: (id: string) => Promise<T | undefined>,
  ): Promise<T[]> => {
    const items: T[] = [];
    for (const id of ids) {
      const item = await read(id);
      if (item !== undefined) items.push(item);
    }
    return items;
  };
  return {
    open: async (id) => (store.has(id) ? open(id) : undefined),
    count: async (query) => (await matching(query)).length,
    list: async (query) => all(part(await matching(query), query), async (id) => (await open(id))?.mail),
    heads: async (query) => {
      const ids = await matching(query);
      const items = await all(part(ids, query), head);
      return { items, total: ids.length, storeTotal: store.ids().length };
    },
  };
};
