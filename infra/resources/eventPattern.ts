import { events } from '../../src/contracts/events.ts';
import type { Subscription } from '../../src/contracts/subscriptions.ts';

/** The EventBridge pattern of what a subscription wants to hear. */
export const eventPatternOf = ({ events: names, where }: Subscription) => ({
  source: [...new Set(names.map((name) => events[name].source))],
  'detail-type': [...names],
  ...(where && { detail: where }),
});
