import * as z from 'zod/mini';
import { events } from '../../src/contracts/events.ts';
import * as requests from '../../src/contracts/requests.ts';
import * as responses from '../../src/contracts/responses.ts';
import type { Schema } from './compareSchemas.ts';

/** The contracts of a release, as JSON Schema by name; an event has one for each version that its consumers read. */
export interface Contracts {
  events: Record<string, Record<string, Schema>>;
  requests: Record<string, Schema>;
  responses: Record<string, Schema>;
}

const schemaOf = (contract: z.ZodMiniType, io: 'input' | 'output'): Schema => {
  const { $schema: _, ...schema } = z.toJSONSchema(contract, { io, unrepresentable: 'any' });
  return schema as Schema;
};

/** What consumers accept of an event, by the `metadata.version` of the message. */
export const versionsOf = (detail: z.ZodMiniType): Record<string, Schema> => {
  const schema = schemaOf(detail, 'input');
  return Object.fromEntries(
    (schema.anyOf ?? [schema]).map((variant) => [
      String(variant.properties?.['metadata']?.properties?.['version']?.const),
      variant,
    ]),
  );
};

const schemasOf = (contracts: object, io: 'input' | 'output'): Record<string, Schema> =>
  Object.fromEntries(
    Object.entries(contracts).map(([name, contract]: [string, z.ZodMiniType]) => [
      name,
      schemaOf(contract, io),
    ]),
  );

/** The contracts as the code says them now. */
export const contractsNow = (): Contracts => ({
  events: Object.fromEntries(Object.entries(events).map(([name, { detail }]) => [name, versionsOf(detail)])),
  requests: schemasOf(requests, 'input'),
  responses: schemasOf(responses, 'output'),
});
