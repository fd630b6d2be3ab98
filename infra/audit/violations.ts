import { answerInvariants } from './answers.ts';
import { deliveryInvariants } from './delivery.ts';
import { emailInvariants } from './email.ts';
import { eventInvariants } from './events.ts';
import type { Evidence } from './evidence.ts';
import { financeInvariants } from './finance.ts';
import { broken, type Invariants, type Violation } from './invariant.ts';
import { orderInvariants } from './order.ts';
import { pageInvariants } from './pages.ts';
import { paymentInvariants } from './payment.ts';
import { truthInvariants } from './truth.ts';

/** Every promise of the shop, by service and by what the outside sees of it; a new service adds its own. */
export const invariants: Invariants = {
  ...orderInvariants,
  ...paymentInvariants,
  ...financeInvariants,
  ...deliveryInvariants,
  ...emailInvariants,
  ...truthInvariants,
  ...eventInvariants,
  ...answerInvariants,
  ...pageInvariants,
};

/** All that is wrong by the evidence; nothing when all is well. */
export const violations = (evidence: Evidence): Violation[] => broken(evidence, invariants);
