import type { Archive } from './archive.ts';
import {
  type AcceptedEvent,
  problemWithRequest,
  route,
  type EntryResult,
  type EventRouting,
} from './putEvents.ts';
import type { Delivery } from './queues.ts';
import { archivesOf, replay, ReplayRefused } from './replay.ts';

/** What a client is answered. */
export interface Answer {
  status: number;
  body: object;
}

/** A refusal, as AWS JSON 1.1 words it. */
export const problem = (status: number, type: string, message: string): Answer => ({
  status,
  body: { __type: type, message },
});

const putEvents = (entries: object[], routing: EventRouting, { send, archive }: Parts): Answer => {
  const deliveries: Delivery[] = [];
  const accepted: AcceptedEvent[] = [];
  const results = entries.map((entry): EntryResult => {
    const routed = route(entry as Record<string, unknown>, routing);
    deliveries.push(...routed.deliveries);
    if (routed.event) accepted.push(routed.event);
    return routed.result;
  });
  if (deliveries.length > 0) send(deliveries);
  archive.keep(accepted);
  const failed = results.filter((result) => 'ErrorCode' in result).length;
  return { status: 200, body: { FailedEntryCount: failed, Entries: results } };
};

/** Stores deliveries for their consumers, all or none. */
export type Send = (deliveries: Delivery[]) => void;

/** What the operations work on. */
export interface Parts {
  send: Send;
  archive: Archive;
  /** The replays that were made, by their names. */
  replays: Map<string, object>;
}

type Operation = (
  body: Record<string, unknown>,
  routing: EventRouting,
  parts: Parts,
) => Answer | Promise<Answer>;

const startReplay: Operation = async (body, routing, { archive, send, replays }) => {
  const { ReplayName, EventStartTime, EventEndTime } = body;
  try {
    await replay(body, routing, archive, send);
  } catch (error) {
    if (error instanceof ReplayRefused) return problem(400, 'ValidationException', error.message);
    throw error;
  }
  replays.set(String(ReplayName), { ReplayName, EventStartTime, EventEndTime, State: 'COMPLETED' });
  return { status: 200, body: { State: 'STARTING' } };
};

/** The operations of EventBridge that the local one knows, by their names in x-amz-target. */
export const operations: Record<string, Operation> = {
  'AWSEvents.PutEvents': (body, routing, parts) => {
    const refused = problemWithRequest(body['Entries']);
    if (refused) return problem(400, 'ValidationException', refused);
    return putEvents(body['Entries'] as object[], routing, parts);
  },
  'AWSEvents.ListArchives': (_, routing) => ({ status: 200, body: { Archives: archivesOf(routing) } }),
  'AWSEvents.StartReplay': startReplay,
  'AWSEvents.DescribeReplay': ({ ReplayName }, _, { replays }) => {
    const found = replays.get(String(ReplayName));
    if (!found)
      return problem(400, 'ResourceNotFoundException', `Replay ${String(ReplayName)} does not exist.`);
    return { status: 200, body: found };
  },
};
