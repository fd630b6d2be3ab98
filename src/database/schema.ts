// What the code of src/database calls the types of the private schema.
export type {
  Claim,
  DeliveryData,
  LedgerEntryInput,
  LedgerOutcome,
  MailInput,
  MutationRemindOfStuckOrdersArgs as Patience,
  OrderInput,
  Placement,
  StatusChange,
  StatusOutcome,
  StuckOrder,
  StuckOrders,
} from '../platform/databaseSchema.ts';
