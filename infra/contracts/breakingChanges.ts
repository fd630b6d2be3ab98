import { breaksBetween, type Schema, type Use } from './compareSchemas.ts';
import type { Contracts } from './contracts.ts';

// Old messages of an event wait in queues and the archive, and old consumers run until a deployment is over.
const uses = {
  events: { read: true, said: true },
  requests: { read: true, said: false },
  responses: { read: false, said: true },
} satisfies Record<keyof Contracts, Use>;

const waysOut = {
  events:
    'Make it an optional field, or a new version: announce metadata.version + 1 and keep reading the old one (docs/decisions/0011-events-evolve.md).',
  requests:
    'Keep taking what older clients send: make it optional, or accept both (docs/decisions/0011-events-evolve.md).',
  responses:
    'Keep telling what older clients read, and tell the new beside it (docs/decisions/0011-events-evolve.md).',
} satisfies Record<keyof Contracts, string>;

const complaints = (
  kind: keyof Contracts,
  name: string,
  before: Schema,
  after: Schema | undefined,
): string[] => {
  const breaks = after
    ? breaksBetween(before, after, uses[kind])
    : [{ path: '', what: 'has vanished, while what was sent under it may still come (events: for 30 days)' }];
  return breaks.map(({ path, what }) => `${name}${path && `: ${path}`} ${what}. ${waysOut[kind]}`);
};

/** What breaks whoever relies on the contracts of the last release, as sentences that name the way out. */
export const breakingChanges = (released: Contracts, now: Contracts): string[] => [
  ...Object.entries(released.events).flatMap(([name, versions]) =>
    Object.entries(versions).flatMap(([version, schema]) =>
      complaints('events', `event ${name}, version ${version}`, schema, now.events[name]?.[version]),
    ),
  ),
  ...Object.entries(released.requests).flatMap(([name, schema]) =>
    complaints('requests', `request ${name}`, schema, now.requests[name]),
  ),
  ...Object.entries(released.responses).flatMap(([name, schema]) =>
    complaints('responses', `response ${name}`, schema, now.responses[name]),
  ),
];
