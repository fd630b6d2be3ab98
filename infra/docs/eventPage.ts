import type * as z from 'zod/mini';
import { events } from '../../src/contracts/events.ts';
import { type Subscription, subscriptions } from '../../src/contracts/subscriptions.ts';
import { versionsOf } from '../contracts/contracts.ts';

interface Shape {
  type?: string;
  format?: string;
  enum?: string[];
  const?: unknown;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Shape;
  properties?: Record<string, Shape>;
  required?: string[];
}

const range = (from: number | undefined, most: number | undefined, what: string): string => {
  const to = most === Number.MAX_SAFE_INTEGER ? undefined : most;
  if (from !== undefined && to !== undefined) return `, ${from} to ${to}${what}`;
  if (from !== undefined) return `, at least ${from}${what}`;
  return to === undefined ? '' : `, at most ${to}${what}`;
};

const inWords = (shape: Shape): string => {
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.enum) return shape.enum.map((each) => `\`${each}\``).join(' or ');
  if (shape.type === 'array') return `list of ${inWords(shape.items ?? {})}`;
  if (shape.type === 'object')
    return fieldsOf(shape)
      .map(([name, words]) => `\`${name}\` ${words}`)
      .join('; ');
  const length = range(shape.minLength, shape.maxLength, ' characters');
  return `${shape.format ?? shape.type ?? 'anything'}${length}${range(shape.minimum, shape.maximum, '')}`;
};

const fieldsOf = ({ properties = {}, required = [] }: Shape): [name: string, words: string][] =>
  Object.entries(properties).map(([name, shape]) => [
    name,
    `${inWords(shape)}${required.includes(name) ? '' : ' (may be missing)'}`,
  ]);

const consumersOf = (name: string): string =>
  Object.entries(subscriptions)
    .filter(([, { events: names }]) => (names as readonly string[]).includes(name))
    .map(([consumer, { where }]: [string, Subscription]) =>
      where ? `${consumer} (some: see below)` : consumer,
    )
    .join(', ');

const sectionOf = ([name, { source, detail }]: [
  string,
  { source: string; detail: z.ZodMiniType },
]): string => {
  const shape = Object.values(versionsOf(detail)).at(-1) as Shape;
  const rows = fieldsOf(shape).map(([field, words]) => `| \`${field}\` | ${words} |`);
  return `## ${name}

Announced as \`${source}\`; consumed by ${consumersOf(name)}.

| field of \`detail\` | what it is |
| --- | --- |
${rows.join('\n')}
`;
};

const conditions = Object.entries(subscriptions)
  .flatMap(([consumer, { where }]: [string, Subscription]) =>
    where
      ? [`- **${consumer}** hears only of events whose detail matches \`${JSON.stringify(where)}\`.`]
      : [],
  )
  .join('\n');

/** docs/events.md, made from the contracts: who announces what, who consumes it, and every field. */
export const eventPage = (): string => `# Events

Made from \`src/contracts\` by \`npm run docs\`; \`npm run check\` fails when it is out of date. Amounts are in hundredths, \`totalPrice\` and \`unitPrice\` of a US
dollar, \`localPrice\` of \`currency\`; \`deliveryTime\` is in ms since 1970. Every consumer may get an event twice, late, and out of order.

${Object.entries(events).map(sectionOf).join('\n')}
## Conditions

${conditions}
`;
