import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { HOST, ports } from '../localPlaces.ts';

/** A stage that an operator works on: the local shop, or one in the AWS account of the caller's credentials. */
export interface Stage {
  name: string;
  region: string;
  isLocal: boolean;
  /** The address of its API, without a slash at the end. */
  url: string | undefined;
}

const localAt = (port: number) => ({
  region: 'us-east-1',
  endpoint: `http://${HOST}:${port}`,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

/** The name of one of the stage's functions, queues or rules, or of the stage's stack and event bus. */
export const nameOn = ({ name }: Stage, part?: string): string =>
  part === undefined ? `acme-webshop-${name}` : `acme-webshop-${name}-${part}`;

/** The stage's SQS. */
export const queuesOf = ({ isLocal, region }: Stage) =>
  new SQSClient(isLocal ? localAt(ports.queues.port) : { region });

/** The stage's EventBridge. */
export const eventsOf = ({ isLocal, region }: Stage) =>
  new EventBridgeClient(isLocal ? localAt(ports.events.port) : { region });

/** The CloudWatch logs of a deployed stage. */
export const logsOf = ({ region }: Stage) => new CloudWatchLogsClient({ region });
