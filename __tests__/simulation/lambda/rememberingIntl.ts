import type { Shared } from './instance.ts';

type Formatter = Intl.DateTimeFormat | Intl.NumberFormat;
type Maker = new (locale?: string, options?: object) => Formatter;

const KEPT = 20_000;

const remembering = (real: Formatter, methods: readonly string[]) => {
  const fresh: Record<string, unknown> = { resolvedOptions: () => real.resolvedOptions() };
  const call = real as unknown as Record<string, (value: unknown) => unknown>;
  for (const method of methods) {
    const results = new Map<unknown, unknown>();
    fresh[method] = (value: unknown) => {
      const id = value instanceof Date ? value.getTime() : value;
      if (id === undefined) throw new Error('A format of the real time is not simulated');
      const result = results.get(id) ?? call[method]!(value);
      if (results.size < KEPT) results.set(id, result);
      return result;
    };
  }
  return fresh;
};

const makerOf = (Kind: Maker, name: string, methods: readonly string[], made: Map<string, object>) =>
  function (locale: string, options: object) {
    const key = `${name} ${locale} ${JSON.stringify(options)}`;
    const known = made.get(key) ?? remembering(new Kind(locale, options), methods);
    made.set(key, known);
    return known;
  };

/** Intl, whose formats are made once for all instances: they are pure, and slow to make and to use. */
export const rememberingIntl = (shared: Shared): unknown => {
  const known = shared.get('Intl');
  if (known !== undefined) return known;
  const made = new Map<string, object>();
  const fresh: unknown = Object.assign(Object.create(Intl), {
    DateTimeFormat: makerOf(Intl.DateTimeFormat as Maker, 'date', ['format', 'formatToParts'], made),
    NumberFormat: makerOf(Intl.NumberFormat as Maker, 'number', ['format', 'formatToParts'], made),
  });
  shared.set('Intl', fresh);
  return fresh;
};
