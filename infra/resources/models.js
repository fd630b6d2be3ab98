import * as z from 'zod/mini';
import * as requests from '../../src/contracts/requests.ts';

/**
 * The gateway's request model of a body (JSON Schema draft-4), made from its contract: it must be an object
 * that has the required fields. Values are left to the handler, whose refusals name each field; the gateway's
 * message for a wrong value does not say which field it means.
 */
const model = (name, contract) => {
  const { type, required, properties } = z.toJSONSchema(contract, {
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

const bodies = [
  'CreateOrder',
  'BookDelivery',
  'PlaceOrder',
  'UpdateOrderStatus',
  'CreateStock',
  'EnterInBooks',
  'SendEmail',
];

/** One model for each request body, by its name in src/contracts/requests.ts. */
export const models = Object.fromEntries(bodies.map((name) => [name, model(name, requests[name])]));
