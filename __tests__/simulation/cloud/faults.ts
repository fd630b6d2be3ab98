import type { Faults } from '../engine/faults.ts';

/** The faults of the cloud. */
export const cloudFaults = {
  crashBefore: { rate: 0.001, says: 'the instance ends just before this call leaves' },
  crashAfter: { rate: 0.001, says: 'the instance ends just before the answer to this call comes' },
  requestLost: { rate: 0.001, says: 'this call never arrives' },
  answerLost: { rate: 0.002, says: 'this call is done, and its answer never comes' },
  slow: { rate: 0.01, says: 'this call takes seconds' },
  recycled: { rate: 0.02, says: 'a warm instance is taken away' },
  throttled: { rate: 0.005, says: 'Lambda has no room' },
  eventsRefused: { rate: 0.005, says: 'the bus takes none of these events' },
  eventsInPart: { rate: 0.005, says: 'the bus does not take this event, and others of the same call' },
  eventsDoneButRefused: { rate: 0.003, says: 'the bus takes these events, and answers 500' },
  eventTwice: { rate: 0.01, says: 'the bus delivers this event twice' },
  eventLate: { rate: 0.01, says: 'the bus delivers this event minutes late' },
  // Never, but where a safeguard is against it: EventBridge gives up after a day of tries.
  eventLost: { rate: 0, says: 'the bus loses this event on its way to one of its queues' },
  messageTwice: { rate: 0.02, says: 'the queue hands this message out a second time' },
  deleteLost: { rate: 0.005, says: 'the message is handled, and not deleted' },
  poison: { rate: 0.002, says: 'somebody writes nonsense into this queue' },
  databasePaused: { rate: 0.001, says: 'the database is paused' },
  databaseDown: { rate: 0.002, says: 'the database is down' },
  databaseDeadlock: { rate: 0.002, says: 'the database undoes this statement, because of a deadlock' },
  outage: { rate: 0.002, says: 'nobody answers there for this minute' },
  skewed: { rate: 0.05, says: 'the clock of this instance is wrong' },
  scheduleMissed: { rate: 0.05, says: 'the schedule does not ring' },
} satisfies Faults;
