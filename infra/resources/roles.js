import { subscriptions } from '../../src/contracts/subscriptions.ts';
import { arnOf, functionsOf, logicalId, PREFIX } from './names.js';

const allow = (Action, Resource) => ({ Effect: 'Allow', Action, Resource });

const announce = [allow(['events:PutEvents'], arnOf('EventBus'))];

const askDatabase = [allow(['lambda:InvokeFunction'], arnOf('DatabaseLambdaFunction'))];

const DATABASE_SECRET = { 'Fn::GetAtt': ['Database', 'MasterUserSecret.SecretArn'] };

const runSql = [
  allow(['rds-data:ExecuteStatement'], { 'Fn::GetAtt': ['Database', 'DBClusterArn'] }),
  allow(['secretsmanager:GetSecretValue'], DATABASE_SECRET),
];

const useTransactions = [
  allow(['rds-data:BeginTransaction', 'rds-data:CommitTransaction', 'rds-data:RollbackTransaction'], {
    'Fn::GetAtt': ['Database', 'DBClusterArn'],
  }),
];

/** What each function's own work needs; logs, traces and the reading of its queue come by themselves. */
const grants = {
  createOrder: [announce],
  placeOrder: [askDatabase],
  updateOrderStatus: [askDatabase],
  orderStatus: [askDatabase],
  deliveryTimes: [askDatabase],
  bookDelivery: [askDatabase],
  stock: [askDatabase, announce],
  finance: [askDatabase],
  email: [askDatabase],
  database: [runSql, announce],
  relay: [runSql, announce],
  migrate: [runSql, useTransactions],
  watchdog: [askDatabase],
};

const writeLogs = (name) =>
  allow(['logs:CreateLogStream', 'logs:PutLogEvents'], arnOf(`${logicalId(name)}LogGroup`));

// X-Ray knows no resources, so that AWS accepts no other than "*" here.
const writeTraces = allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*');

const readQueue = (name) =>
  Object.hasOwn(subscriptions, name)
    ? [
        allow(
          ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
          arnOf(`${logicalId(name)}Queue`),
        ),
      ]
    : [];

const role = (name) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    Description: `What the function ${name} of ${PREFIX} may do`,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    },
    Policies: [
      {
        PolicyName: name,
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [writeLogs(name), writeTraces, ...readQueue(name), ...grants[name].flat()],
        },
      },
    ],
  },
});

/** One role for each function of serverless.yml; a function that nobody wrote grants for can't be packaged. */
export const Resources = async ({ resolveConfigurationProperty }) => {
  const names = Object.keys(await functionsOf(resolveConfigurationProperty));
  const unknown = names.filter((name) => !Object.hasOwn(grants, name));
  if (unknown.length > 0)
    throw new Error(`infra/resources/roles.js says nothing of what ${unknown.join(', ')} may do`);
  return Object.fromEntries(names.map((name) => [`${logicalId(name)}Role`, role(name)]));
};
