import * as z from 'zod/mini';

const CODE = /^[A-Z][A-Z0-9]+$/;

const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};

const keysIn = (facts: unknown, part: string): string[] =>
  Object.keys((facts as Record<string, object> | undefined)?.[part] ?? {});

const shapeFor = (facts: unknown) => {
  const [languages, currencies, providers, customerTypes] = [
    'languages',
    'currencies',
    'providers',
    'customerTypes',
  ].map((part) => z.enum(keysIn(facts, part))) as [
    z.ZodMiniEnum,
    z.ZodMiniEnum,
    z.ZodMiniEnum,
    z.ZodMiniEnum,
  ];
  const said = z.string().check(z.trim(), z.minLength(1));
  const code = z.string().check(z.regex(CODE, 'must be a code such as US or B2B'));
  const words = z.record(languages, said);
  const digits = z.int().check(z.minimum(1), z.maximum(40));
  return z.strictObject({
    languages: z.record(z.string().check(z.regex(/^[a-z]{2}$/)), said),
    currencies: z.record(
      z.string().check(z.regex(/^[A-Z]{3}$/)),
      z.strictObject({ rate: z.int().check(z.minimum(1)), name: words }),
    ),
    providers: z.record(z.string(), said),
    customerTypes: z.record(
      code,
      z.strictObject({
        name: words,
        many: words,
        orgNumber: z.optional(z.strictObject({ fewestDigits: digits, mostDigits: digits })),
      }),
    ),
    markets: z.record(
      code,
      z.strictObject({
        name: words,
        language: languages,
        currency: currencies,
        provider: providers,
        timeZone: z.string().check(z.refine(isTimeZone, 'must be a time zone')),
        clocks: words,
        terms: z.record(
          customerTypes,
          z.union([
            z.strictObject({ pays: z.enum(['atOnce', 'byInvoice']) }),
            z.strictObject({ refused: words }),
          ]),
        ),
      }),
    ),
  });
};

/** What is missing, misspelt or leads nowhere in what is to be markets.json: `markets.MX.currency: …`. */
export const marketMistakes = (facts: unknown): string[] =>
  (shapeFor(facts).safeParse(facts).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
