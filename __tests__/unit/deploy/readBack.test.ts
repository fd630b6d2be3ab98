import {
  DescribeEventBusCommand,
  EventBridgeClient,
  ListArchivesCommand,
  ListRulesCommand,
} from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { readBack } from '../../../infra/deploy/readBack.ts';

test('Reading a stage back fails when AWS does not tell: a refusal is not taken for an empty account', async () => {
  const refusal = new Error('not allowed');
  mockClient(EventBridgeClient)
    .on(DescribeEventBusCommand)
    .rejects(refusal)
    .on(ListArchivesCommand)
    .resolves({})
    .on(ListRulesCommand)
    .rejects(refusal);
  await expect(readBack('acme-webshop', 'prod')).rejects.toThrow('not allowed');
});
