import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  GetQueryResultsCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { mockClient } from 'aws-sdk-client-mock';
import { follow, inCloudWatch, type Line, textOf } from '../../../infra/operations/logTrail.ts';
import type { Stage } from '../../../infra/operations/stage.ts';

const prod: Stage = { name: 'prod', region: 'us-east-1', isLocal: false, url: undefined };

let second = 0;
const line = (message: string, fields: Partial<Line>): Line => ({
  level: 'INFO',
  time: `2026-11-21T10:00:0${second++}.000Z`,
  message,
  ...fields,
});

const lines: Line[] = [
  line('order created', { orderId: 'mine', correlationId: 'click-1' }),
  line('order created', { orderId: 'yours', correlationId: 'click-2' }),
  line('shared work', { correlationIds: ['click-1', 'click-2'] }),
  line('charged', { correlationId: 'click-1' }),
  line('delivery booked', { orderId: 'mine', correlationId: 'click-3' }),
  line('request refused', { correlationId: 'click-3' }),
  line('same click', { orderId: 'theirs', correlationId: 'click-1' }),
  line('other work', { correlationIds: ['click-2', 'click-4'] }),
];

const find = async (texts: readonly string[]) =>
  lines.filter((each) => texts.some((text) => JSON.stringify(each).includes(text))).reverse();

const said = (trail: Line[]) => trail.map(({ message }) => message);

describe('A trail through the logs', () => {
  test('has all lines of an order and its clicks in order, and none of the orders that shared work', async () => {
    expect(said(await follow(find, { orderId: 'mine' }))).toEqual([
      'order created',
      'shared work',
      'charged',
      'delivery booked',
      'request refused',
    ]);
    expect(said(await follow(find, { correlationId: 'click-2' }))).toEqual([
      'order created',
      'shared work',
      'other work',
    ]);
    expect(await follow(find, { orderId: 'nobody' })).toEqual([]);
  });

  test('is read from CloudWatch on a deployed stage, from all functions of the stage', async () => {
    const logs = mockClient(CloudWatchLogsClient);
    logs
      .on(DescribeLogGroupsCommand)
      .resolves({ logGroups: [{ logGroupName: '/aws/lambda/acme-webshop-prod-email' }] });
    logs.on(StartQueryCommand).resolves({ queryId: 'query-1' });
    logs
      .on(GetQueryResultsCommand)
      .resolvesOnce({ status: 'Running' })
      .resolves({
        status: 'Complete',
        results: [
          [
            { field: '@message', value: `${JSON.stringify(lines[0])}\n` },
            { field: '@ptr', value: 'x' },
          ],
          [{ field: '@message', value: 'REPORT RequestId: mine' }],
        ],
      });
    const found = await inCloudWatch(
      prod,
      2,
      new CloudWatchLogsClient({ region: 'us-east-1' }),
    )(['mine', 'click-1']);
    expect(found).toEqual([lines[0]]);
    expect(logs.commandCalls(DescribeLogGroupsCommand)[0]!.args[0].input).toEqual({
      logGroupNamePrefix: '/aws/lambda/acme-webshop-prod-',
    });
    expect(logs.commandCalls(StartQueryCommand)[0]!.args[0].input).toMatchObject({
      logGroupNames: ['/aws/lambda/acme-webshop-prod-email'],
      queryString: expect.stringContaining(
        'filter @message like "mine" or @message like "click-1"',
      ) as string,
    });
  });

  test('is told in one line each, without what only machines read', () => {
    const failed = {
      ...line('email failed', { level: 'ERROR', service: 'acme-webshop-prod-email', orderId: 'mine' }),
      time: 'T',
      attempt: 2,
      error: { message: 'no server' },
      _aws: {},
    };
    expect(textOf(failed, prod)).toBe(
      '  T  email              ERROR email failed  attempt=2  error=no server',
    );
  });
});
