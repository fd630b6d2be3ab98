import { compileFilter, type Match, type PatternError } from './eventPatternFilters.ts';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const failAt =
  (path: string): PatternError =>
  (problem) => {
    throw new Error(`event pattern${path === '' ? '' : `, ${path}`}: ${problem}`);
  };

/** Every single value below a field: EventBridge looks into arrays, and objects are not values. */
const valuesIn = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value.flatMap(valuesIn);
  return value === undefined || isFields(value) ? [] : [value];
};

const compileExists = (wanted: unknown, fail: PatternError): Match => {
  if (typeof wanted !== 'boolean') fail('"exists" needs true or false');
  return (value) => valuesIn(value).length > 0 === wanted;
};

const isExists = (filter: unknown): filter is { exists: unknown } =>
  isFields(filter) && Object.keys(filter).length === 1 && 'exists' in filter;

const compileValues = (filters: unknown[], path: string): Match => {
  const fail = failAt(path);
  if (filters.length === 0) fail('an empty list matches nothing');
  const matches = filters.map((filter): Match => {
    if (isExists(filter)) return compileExists(filter.exists, fail);
    const matchesOne = compileFilter(filter, fail);
    return (value) => valuesIn(value).some(matchesOne);
  });
  return (value) => matches.some((matchesValue) => matchesValue(value));
};

const compileOr = (alternatives: unknown, path: string): Match => {
  if (!Array.isArray(alternatives) || alternatives.length < 2)
    return failAt(path)('"$or" needs a list of two or more patterns');
  const matches = alternatives.map((alternative, n) => compileFields(alternative, `${path}[${n}]`));
  return (value) => matches.some((matchesValue) => matchesValue(value));
};

const compileField = (key: string, pattern: unknown, path: string): Match => {
  if (key === '$or') return compileOr(pattern, path);
  const matchesField = Array.isArray(pattern)
    ? compileValues(pattern, path)
    : isFields(pattern)
      ? compileNested(pattern, path)
      : failAt(path)('must be a list of values or an object');
  return (fields) => matchesField(Object.hasOwn(fields as Fields, key) ? (fields as Fields)[key] : undefined);
};

const compileFields = (pattern: unknown, path: string): Match => {
  if (!isFields(pattern)) return failAt(path)('must be an object');
  const entries = Object.entries(pattern);
  if (entries.length === 0) failAt(path)('must not be empty');
  const matches = entries.map(([key, part]) => compileField(key, part, path === '' ? key : `${path}.${key}`));
  return (fields) => matches.every((matchesField) => matchesField(fields));
};

const compileNested = (pattern: Fields, path: string): Match => {
  const matches = compileFields(pattern, path);
  return (value) => {
    if (Array.isArray(value)) return value.some((element) => isFields(element) && matches(element));
    return matches(isFields(value) ? value : {}); // a missing object still satisfies { exists: false } below it
  };
};

/**
 * Turns an EventBridge event pattern into a test for events (the whole envelope, `detail` parsed).
 * Throws an Error naming the part that EventBridge would refuse or that is not supported here (`cidr`).
 */
export const compileEventPattern = (pattern: unknown): ((event: object) => boolean) =>
  compileFields(pattern, '');
