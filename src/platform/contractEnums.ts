import {
  CancelReason,
  Currency,
  CustomerType,
  Market,
  MoneyFate,
  MovingFact,
  OrderStatus,
  PaymentOutcome,
} from '../contracts/fields.ts';

/** The enums that a GraphQL schema has from the contracts instead of writing them down again, by name. */
export const contractEnums = {
  CancelReason,
  Currency,
  CustomerType,
  Market,
  MoneyFate,
  MovingFact,
  OrderStatus,
  PaymentOutcome,
};

/** The same in GraphQL's language, for a schema to begin with. */
export const contractTypes = Object.entries(contractEnums)
  .map(([name, { options }]) => `enum ${name} { ${options.join(' ')} }`)
  .join('\n');
