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

/** The same in GraphQL's language, for a schema to begin with. */
export const contractTypes = Object.entries(contractEnums)
  .map(([name, { words }]) => `enum ${name} { ${words.join(' ')} }`)
  .join('\n');
