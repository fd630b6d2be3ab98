/** Whether one value of an event, or one field with all its values, is wanted. */
export type Match = (value: unknown) => boolean;

/** Refuses a pattern by throwing an Error that says where in the pattern the problem is. */
export type PatternError = (problem: string) => never;

type Compile = (operand: unknown, fail: PatternError) => Match;

const text = (operand: unknown, name: string, fail: PatternError): string =>
  typeof operand === 'string' && operand !== '' ? operand : fail(`"${name}" needs a text that is not empty`);

const onText =
  (matches: (value: string) => boolean): Match =>
  (value) =>
    typeof value === 'string' && matches(value);

const compileEqualsIgnoreCase: Compile = (operand, fail) => {
  const wanted = text(operand, 'equals-ignore-case', fail).toLowerCase();
  return onText((value) => value.toLowerCase() === wanted);
};

const compileAffix =
  (name: 'prefix' | 'suffix'): Compile =>
  (operand, fail) => {
    const test = name === 'prefix' ? 'startsWith' : 'endsWith';
    if (typeof operand !== 'object' || operand === null) {
      const wanted = text(operand, name, fail);
      return onText((value) => value[test](wanted));
    }
    const [[key, part] = [], ...others] = Object.entries(operand);
    if (key !== 'equals-ignore-case' || others.length > 0)
      fail(`"${name}" needs a text or { "equals-ignore-case": … }`);
    const wanted = text(part, `${name}.equals-ignore-case`, fail).toLowerCase();
    return onText((value) => value.toLowerCase()[test](wanted));
  };

const escaped = (literal: string) => literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const compileWildcard: Compile = (operand, fail) => {
  const parts = text(operand, 'wildcard', fail).match(/\\[*\\]|\*+|\\|[^*\\]+/g) ?? [];
  const source = parts.map((part) => {
    if (part === '\\') fail('"wildcard" knows only the escapes \\* and \\\\');
    if (part.startsWith('**')) fail('"wildcard" refuses two * in a row');
    return part === '*' ? '.*' : escaped(part.startsWith('\\') ? part.slice(1) : part);
  });
  const wanted = new RegExp(`^${source.join('')}$`, 's');
  return onText((value) => wanted.test(value));
};

const comparisons: Record<string, (value: number, limit: number) => boolean> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

const compileNumeric: Compile = (operand, fail) => {
  const problem = '"numeric" needs an operator and a number, or a lower and an upper limit';
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) return fail(problem);
  const [operator, limit, operator2, limit2] = operand as unknown[];
  const compare = (name: unknown, to: unknown) => {
    const holds =
      typeof name === 'string' && Object.hasOwn(comparisons, name) ? comparisons[name] : undefined;
    if (!holds || typeof to !== 'number' || Math.abs(to) > 5e9)
      return fail(`${problem} (= < <= > >=, up to 5e9)`);
    return (value: number) => holds(value, to);
  };
  const first = compare(operator, limit);
  if (operand.length === 2) return (value) => typeof value === 'number' && first(value);
  const isRange = String(operator).startsWith('>') && String(operator2).startsWith('<');
  if (!isRange || Number(limit) >= Number(limit2)) fail(problem);
  const second = compare(operator2, limit2);
  return (value) => typeof value === 'number' && first(value) && second(value);
};

const operators: Record<string, Compile> = {
  prefix: compileAffix('prefix'),
  suffix: compileAffix('suffix'),
  'equals-ignore-case': compileEqualsIgnoreCase,
  wildcard: compileWildcard,
  numeric: compileNumeric,
  'anything-but': (operand, fail) => compileAnythingBut(operand, fail),
};

const isScalar = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);

const compileAnythingBut: Compile = (operand, fail) => {
  const unwanted = Array.isArray(operand) ? operand : [operand];
  if (unwanted.length === 0) fail('"anything-but" needs a value');
  if (unwanted.every(isScalar)) return (value) => !unwanted.includes(value);
  const [[key = '', part] = [], ...others] = Object.entries(operand as object);
  const compile = key in operators && !['anything-but', 'numeric'].includes(key) ? operators[key] : undefined;
  if (Array.isArray(operand) || !compile || others.length > 0)
    return fail('"anything-but" needs values, or one of prefix, suffix, equals-ignore-case, wildcard');
  const matches = (Array.isArray(part) ? part : [part]).map((one) => compile(one, fail));
  return (value) => !matches.some((matchesUnwanted) => matchesUnwanted(value));
};

/** Turns one element of a pattern's list (a value, null, or an object with one operator) into a test for one value. */
export const compileFilter = (filter: unknown, fail: PatternError): Match => {
  if (isScalar(filter)) return (value) => value === filter;
  if (typeof filter !== 'object' || Array.isArray(filter))
    return fail('holds something that is neither value nor operator');
  const [[name = '', operand] = [], ...others] = Object.entries(filter as object);
  if (others.length > 0) fail('an operator object must have exactly one key');
  const compile = Object.hasOwn(operators, name) ? operators[name] : undefined;
  return compile ? compile(operand, fail) : fail(`the operator "${name}" is not supported`);
};
