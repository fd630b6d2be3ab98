import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { withUrl } from '../../../infra/operations/stack.ts';

test('The address of a stage’s API comes from its stack, unless it was given', async () => {
  const stage = { name: 'prod', region: 'us-east-1', isLocal: false, url: undefined };
  const cloudFormation = mockClient(CloudFormationClient);
  const Outputs = [{ OutputKey: 'ApiUrl', OutputValue: 'https://api' }];
  cloudFormation.on(DescribeStacksCommand, { StackName: 'acme-webshop-prod' }).resolves({
    Stacks: [{ Outputs, StackName: 'x', CreationTime: new Date(), StackStatus: 'CREATE_COMPLETE' }],
  });
  expect((await withUrl(stage)).url).toBe('https://api');
  expect((await withUrl({ ...stage, url: 'https://given' })).url).toBe('https://given');
});
