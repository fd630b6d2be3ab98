import {
  DescribeReplayCommand,
  EventBridgeClient,
  ResourceNotFoundException,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { settings } from './settings.ts';

/** The archive of the event bus, and how orders that were lost on their way are brought back from it. */
export interface Archive {
  /** Sends the events of a time to placeOrder again, and to nobody else; gives the replay's name. */
  replayToPlaceOrder(from: Date, to: Date): Promise<string>;
  /** Whether a replay has ended; FAILED also where nobody knows it any more. */
  progressOf(replay: string): Promise<'RUNNING' | 'DONE' | 'FAILED'>;
}

let client: EventBridgeClient | undefined;
const eventBridge = () => (client ??= new EventBridgeClient({}));

/** The stage's own archive. */
export const archive: Archive = {
  async replayToPlaceOrder(from, to) {
    const places = settings.archive;
    const ReplayName = `reconcile-${settings.stage}-${to.getTime()}`;
    await eventBridge().send(
      new StartReplayCommand({
        ReplayName,
        EventSourceArn: places.archive,
        EventStartTime: from,
        EventEndTime: to,
        Destination: { Arn: places.bus, FilterArns: [places.placeOrderRule] },
      }),
    );
    return ReplayName;
  },
  async progressOf(ReplayName) {
    try {
      const { State = '' } = await eventBridge().send(new DescribeReplayCommand({ ReplayName }));
      if (State === 'COMPLETED') return 'DONE';
      return ['FAILED', 'CANCELLED'].includes(State) ? 'FAILED' : 'RUNNING';
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return 'FAILED';
      throw error;
    }
  },
};
