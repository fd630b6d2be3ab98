import { type EventName, events } from '../contracts/events.ts';
import type { Consumer } from '../contracts/subscriptions.ts';
import { deliveryEffects } from '../delivery/store/effects.ts';
import { emailEffects } from '../email/store/effects.ts';
import { financeEffects } from '../finance/store/effects.ts';
import { orderEffects } from '../order/store/effects.ts';
import { paymentEffects } from '../payment/store/effects.ts';
import type { Effect, EffectsAt } from '../platform/store.ts';
import { stockEffects } from '../stock/store/effects.ts';

/** What each event must have led to at each of its consumers; a subscription without it does not compile. */
export const effects: EffectsAt<Consumer> = {
  ...orderEffects,
  ...paymentEffects,
  ...stockEffects,
  ...financeEffects,
  ...deliveryEffects,
  ...emailEffects,
};

const conditionsOf = (name: EventName): string[] =>
  Object.values<Partial<Record<EventName, Effect>>>(effects).flatMap(({ [name]: effect }) =>
    effect && 'condition' in effect ? [`(${effect.condition})`] : [],
  );

/** The events that the outbox may hold: those whose effect can be seen in the tables. */
export const watchedEvents = (Object.keys(events) as EventName[]).filter(
  (name) => conditionsOf(name).length > 0,
);

/** True for an outbox row `e` whose event has led to all that it must. A row that nobody has an effect for never has. */
export const HAS_EFFECT = `coalesce(case e.type
${watchedEvents.map((name) => `  when '${name}' then ${conditionsOf(name).join(' and ')}`).join('\n')}
end, false)`;
