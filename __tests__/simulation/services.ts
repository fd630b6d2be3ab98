import { delivery } from './delivery/service.ts';
import { email } from './email/service.ts';
import { finance } from './finance/service.ts';
import { order } from './order/service.ts';
import { outbox } from './outbox/service.ts';
import { payment } from './payment/service.ts';
import type { SimulatedService } from './service.ts';
import { stock } from './stock/service.ts';

/** Who takes part in a simulation; a new service brings its steps, faults, third parties and tables in its own folder. */
export const services: readonly SimulatedService[] = [
  order,
  payment,
  stock,
  finance,
  delivery,
  email,
  outbox,
];
