import * as z from 'zod/mini';
import * as requests from '../../src/contracts/requests.ts';

/**
 * The gateway's request model (JSON Schema draft-4) of a body in src/contracts/requests.ts, by its name there: it must
 * be an object that has the required fields. Values are left to the handler, whose refusals name each field; the gateway's
 * message for a wrong value does not say which field it means.
 */
export const modelOf = (name: string) => {
  const body = new Map<string, z.ZodMiniType>(Object.entries(requests)).get(name);
  if (body === undefined) throw new Error(`src/contracts/requests.ts has no body ${name}`);
  const {
    type,
    required,
    properties = {},
  } = z.toJSONSchema(body, {
    target: 'draft-4',
    io: 'input',
    unrepresentable: 'any',
  });
  return {
    name,
    schema: {
      $schema: 'http://json-schema.org/draft-04/schema#',
      title: name,
      type,
      ...(required && { required }),
      properties: Object.fromEntries(Object.keys(properties).map((field) => [field, {}])),
    },
  };
};
