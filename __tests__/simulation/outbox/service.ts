import type { SimulatedService } from '../service.ts';
import { outboxSafeguards } from './safeguards.ts';

/** What the database service's outbox, with its relay and watchdog, brings to the simulation. */
export const outbox: SimulatedService = { safeguards: outboxSafeguards };
