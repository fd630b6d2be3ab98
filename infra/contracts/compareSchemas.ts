/** As much of JSON Schema as contracts become. */
export interface Schema {
  [keyword: string]: unknown;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

/** Who has the old contract: somebody who still sends it (`read` by us), still reads it (`said` by us), or both. */
export interface Use {
  read: boolean;
  said: boolean;
}

/** One change that breaks them: the path of the field (`lines[].sku`, empty for the whole) and what happened to it. */
export interface Break {
  path: string;
  what: string;
}

// The limits that a new contract may loosen but not tighten, and whether more of it means less is accepted.
const lower = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'];
const upper = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'];
const structure = ['type', 'const', 'enum', 'anyOf', 'items', 'properties', 'required', ...lower, ...upper];
// These say nothing of what is accepted.
const remarks = ['$schema', 'title', 'description', 'default', 'examples'];

const has = (schema: Schema, keyword: string): boolean => schema[keyword] !== undefined;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const variantsOf = (schema: Schema): Schema[] => {
  if (schema.anyOf) return schema.anyOf.flatMap(variantsOf);
  return Array.isArray(schema.type) ? schema.type.map((type) => ({ ...schema, type })) : [schema];
};

const typeOf = ({ type }: Schema): string => (typeof type === 'string' ? type : 'anything');

// A whole number is a number; nothing else is anything else.
const fits = (narrow: Schema, wide: Schema): boolean =>
  typeOf(wide) === 'anything' ||
  typeOf(narrow) === typeOf(wide) ||
  (typeOf(narrow) === 'integer' && typeOf(wide) === 'number');

const limitBreaks = (path: string, before: Schema, after: Schema): Break[] =>
  [...lower, ...upper].flatMap((keyword) => {
    const [old, now] = [before[keyword], after[keyword]] as [number | undefined, number | undefined];
    if (now === undefined) return [];
    const isTighter = old === undefined || (lower.includes(keyword) ? now > old : now < old);
    return isTighter
      ? [{ path, what: `has a tighter limit: ${keyword} ${old ?? 'none'} became ${now}` }]
      : [];
  });

const valuesOf = (schema: Schema): unknown[] | undefined =>
  schema.enum ?? (has(schema, 'const') ? [schema.const] : undefined);

// A value may come in addition, but none may vanish: somebody still sends it, or still waits for it.
const valueBreaks = (path: string, before: Schema, after: Schema): Break[] => {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  if (now === undefined) return [];
  if (old === undefined) return [{ path, what: `may only be ${now.map(String).join(' or ')} now` }];
  const gone = old.filter((value) => !now.includes(value));
  return gone.length > 0 ? [{ path, what: `can no longer be ${gone.map(String).join(' or ')}` }] : [];
};

// Whatever this file knows nothing of, such as a pattern or a format, may go but not come or change.
const otherBreaks = (path: string, before: Schema, after: Schema): Break[] =>
  Object.keys(after)
    .filter((keyword) => ![...structure, ...remarks].includes(keyword) && has(after, keyword))
    .filter((keyword) => !same(before[keyword], after[keyword]))
    .map((keyword) => ({
      path,
      what: `is held to another ${keyword}: ${JSON.stringify(before[keyword]) ?? 'none'} became ${JSON.stringify(after[keyword])}`,
    }));

const below = (path: string, field: string): string => (path === '' ? field : `${path}.${field}`);

const fieldBreaks = (path: string, before: Schema, after: Schema, use: Use): Break[] => {
  const [olds, news] = [before.properties ?? {}, after.properties ?? {}];
  const isRequired = ({ required = [] }: Schema, field: string): boolean => required.includes(field);
  const known = Object.entries(olds).flatMap(([field, old]): Break[] => {
    const [now, at] = [news[field], below(path, field)];
    if (now === undefined) return [{ path: at, what: 'has vanished' }];
    const [was, is] = [isRequired(before, field), isRequired(after, field)];
    return [
      ...(use.read && !was && is ? [{ path: at, what: 'was optional and is required now' }] : []),
      ...(use.said && was && !is ? [{ path: at, what: 'was always there and is optional now' }] : []),
      ...breaksBetween(old, now, use, at),
    ];
  });
  const fresh = Object.keys(news)
    .filter((field) => use.read && !Object.hasOwn(olds, field) && isRequired(after, field))
    .map((field) => ({ path: below(path, field), what: 'is new and required' }));
  return [...known, ...fresh];
};

const sameTypeBreaks = (path: string, before: Schema, after: Schema, use: Use): Break[] => [
  ...valueBreaks(path, before, after),
  ...(use.read ? [...limitBreaks(path, before, after), ...otherBreaks(path, before, after)] : []),
  ...(has(before, 'items') ? breaksBetween(before.items!, after.items ?? {}, use, `${path}[]`) : []),
  ...(has(before, 'properties') ? fieldBreaks(path, before, after, use) : []),
];

/** The breaks against whichever of several schemas is nearest. */
const fewest = (candidates: Break[][]): Break[] =>
  candidates.reduce((best, each) => (each.length < best.length ? each : best));

/**
 * What in the JSON Schema `after` breaks those who hold to `before`. What they still send must be accepted (`read`);
 * what they still read must be there, in the shape that they know (`said`). Values may become more and limits wider.
 */
export const breaksBetween = (before: Schema, after: Schema, use: Use, path = ''): Break[] => {
  const [olds, news] = [variantsOf(before), variantsOf(after)];
  const kept = olds.flatMap((old) => {
    const heirs = news.filter((now) => fits(old, now) || (use.said && !use.read && fits(now, old)));
    if (heirs.length > 0) return fewest(heirs.map((now) => sameTypeBreaks(path, old, now, use)));
    return use.read
      ? [{ path, what: `can no longer be ${typeOf(old)}, but ${news.map(typeOf).join(' or ')}` }]
      : [];
  });
  const strange = news
    .filter((now) => use.said && !olds.some((old) => fits(now, old)))
    .map((now) => ({ path, what: `was ${olds.map(typeOf).join(' or ')} and can be ${typeOf(now)} now` }));
  return [...kept, ...strange];
};
