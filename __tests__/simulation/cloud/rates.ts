/** The faults of the cloud, and how often each happens where it can. */
export const cloudRates = {
  /** The instance ends before a call leaves, or before its answer comes. */
  crashBefore: 0.001,
  crashAfter: 0.001,
  /** A call never arrives; its answer never comes. */
  requestLost: 0.001,
  answerLost: 0.002,
  slow: 0.01,
  /** An instance is taken away between two invocations. */
  recycled: 0.02,
  /** Lambda has no room. */
  throttled: 0.005,
  /** PutEvents fails; fails for one entry; is done, and answered 500. */
  eventsRefused: 0.005,
  eventsInPart: 0.005,
  eventsDoneButRefused: 0.003,
  /** An event comes twice by the bus, or late. */
  eventTwice: 0.01,
  eventLate: 0.01,
  /** A message comes again though it is being worked on; or although it was deleted. */
  messageTwice: 0.02,
  deleteLost: 0.005,
  /** Somebody writes nonsense into a queue. */
  poison: 0.002,
  /** The database is paused, or down, or undoes a statement. */
  databasePaused: 0.001,
  databaseDown: 0.002,
  databaseDeadlock: 0.002,
  /** Nobody answers there for a minute. */
  outage: 0.002,
  /** An instance's clock is wrong. */
  skewed: 0.05,
  /** A schedule does not ring. */
  scheduleMissed: 0.05,
} as const;
