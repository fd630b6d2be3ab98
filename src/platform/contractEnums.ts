import type * as z from 'zod/mini';
import {
  CancelReason,
  Currency,
  customerFields,
  CustomerType,
  Market,
  MoneyFate,
  MovingFact,
  OrderStatus,
  PaymentOutcome,
  PaymentState,
} from '../contracts/fields.ts';
import { kinds } from '../contracts/subjects.ts';

interface ContractEnum {
  words: readonly string[];
  /** The file of src/contracts that has the type of this name. */
  file: string;
}

const inFields = ({ options }: { options: readonly string[] }): ContractEnum => ({
  words: options,
  file: 'fields.ts',
});

/** The enums that a GraphQL schema has from the contracts instead of writing them down again, by name. */
export const contractEnums: Record<string, ContractEnum> = {
  CancelReason: inFields(CancelReason),
  Currency: inFields(Currency),
  CustomerType: inFields(CustomerType),
  Market: inFields(Market),
  MoneyFate: inFields(MoneyFate),
  MovingFact: inFields(MovingFact),
  OrderStatus: inFields(OrderStatus),
  PaymentOutcome: inFields(PaymentOutcome),
  Subject: { words: kinds, file: 'subjects.ts' },
};

// In the private graph the payment store has a PaymentState of its own.
const publicEnums: Record<string, ContractEnum> = { ...contractEnums, PaymentState: inFields(PaymentState) };

/** Those that a schema of the public graph names. */
export const enumsNamedIn = (schema: string): Record<string, ContractEnum> =>
  Object.fromEntries(
    Object.entries(publicEnums).filter(([name]) => new RegExp(`\\b${name}\\b`).test(schema)),
  );

/** Enums in GraphQL's language. */
export const enumTypes = (enums: Record<string, ContractEnum>): string =>
  Object.entries(enums)
    .map(([name, { words }]) => `enum ${name} { ${words.join(' ')} }`)
    .join('\n');

const customer = (nameOf: (field: string) => string): string =>
  Object.entries<z.ZodMiniType>(customerFields)
    .map(([field, type]) => `${nameOf(field)}: ${type.safeParse(undefined).success ? 'String' : 'String!'}`)
    .join(' ');

const capital = (field: string) => field.charAt(0).toUpperCase() + field.slice(1);

/** What the private schema has from the contracts, in GraphQL's language: their enums, and the customer's fields of an order. */
export const contractTypes = `${enumTypes(contractEnums)}
extend type Order { ${customer((field) => `customer${capital(field)}`)} }
extend input OrderInput { ${customer((field) => field)} }`;
