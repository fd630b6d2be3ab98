type Fields = Record<string, unknown>;
type Match = (value: unknown) => boolean;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPlain = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);

const refuse = (path: string, problem: string): never => {
  throw new Error(`event pattern${path === '' ? '' : `, ${path}`}: ${problem}`);
};

/** Every single value below a field: EventBridge looks into arrays, and objects are not values. */
const valuesIn = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value.flatMap(valuesIn);
  return value === undefined || isFields(value) ? [] : [value];
};

const isAbove = (wanted: unknown): wanted is { numeric: ['>', number] } => {
  if (!isFields(wanted) || Object.keys(wanted).join() !== 'numeric' || !Array.isArray(wanted['numeric']))
    return false;
  const [operator, limit, ...more] = wanted['numeric'] as unknown[];
  return operator === '>' && typeof limit === 'number' && more.length === 0;
};

const compileValue = (wanted: unknown, path: string): Match => {
  if (isPlain(wanted)) return (value) => value === wanted;
  if (isAbove(wanted)) return (value) => typeof value === 'number' && value > wanted.numeric[1];
  return refuse(path, `the local EventBridge does not know ${JSON.stringify(wanted)}`);
};

const compileValues = (wanted: unknown[], path: string): Match => {
  if (wanted.length === 0) refuse(path, 'an empty list matches nothing');
  const matches = wanted.map((each) => compileValue(each, path));
  return (value) => valuesIn(value).some((each) => matches.some((isWanted) => isWanted(each)));
};

const compileField = (pattern: unknown, path: string): Match => {
  if (Array.isArray(pattern)) return compileValues(pattern, path);
  if (!isFields(pattern)) return refuse(path, 'must be a list of values or an object');
  const entries = Object.entries(pattern);
  if (entries.length === 0) refuse(path, 'must not be empty');
  const matches = entries.map(([key, part]) => {
    const where = path === '' ? key : `${path}.${key}`;
    if (key.startsWith('$')) refuse(where, 'the local EventBridge does not know it');
    const matchesField = compileField(part, where);
    return (fields: Fields) => matchesField(Object.hasOwn(fields, key) ? fields[key] : undefined);
  });
  const fits: Match = (value) => isFields(value) && matches.every((matchesField) => matchesField(value));
  return (value) => (Array.isArray(value) ? value.some(fits) : fits(value));
};

/**
 * Turns an EventBridge event pattern into a test for events (the whole envelope, `detail` parsed). Of the pattern
 * language it knows what our rules use, lists of plain values and `{ numeric: ['>', n] }`; it throws an Error that
 * names anything else.
 */
export const compileEventPattern = (pattern: unknown): ((event: object) => boolean) =>
  isFields(pattern) ? compileField(pattern, '') : refuse('', 'must be an object');
