import { Currency, CustomerType, Market, OrderStatus } from '../contracts/fields.ts';

/** The enums that a GraphQL schema has from the contracts instead of writing them down again, by name. */
export const contractEnums = { Currency, CustomerType, Market, OrderStatus };

/** The same in GraphQL's language, for a schema to begin with. */
export const contractTypes = Object.entries(contractEnums)
  .map(([name, { options }]) => `enum ${name} { ${options.join(' ')} }`)
  .join('\n');
