import { HOST } from '../../localPlaces.ts';

/** The account number of everything in the local cloud. */
export const ACCOUNT = '000000000000';

/** The ARN of a local resource, for instance of service `sqs` with the queue's name as resource. */
export const arn = (service: string, region: string, resource: string) =>
  `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;

/** The URL by which SQS clients name a local queue. */
export const queueUrl = (port: number, name: string) => `http://${HOST}:${port}/${ACCOUNT}/${name}`;
