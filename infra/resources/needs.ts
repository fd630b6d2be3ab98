import { subgraphs } from '../subgraphs.ts';
import { arnOf, logicalId } from './names.ts';

/** What a policy allows. */
export interface Statement {
  Effect: 'Allow';
  Action: string[];
  Resource: unknown;
}

const allow = (Action: string[], Resource: unknown): Statement => ({ Effect: 'Allow', Action, Resource });

const CLUSTER = { 'Fn::GetAtt': ['Database', 'DBClusterArn'] };
const DATABASE_SECRET = { 'Fn::GetAtt': ['Database', 'MasterUserSecret.SecretArn'] };

/** What a function may say under `needs:` in its functions.yml, and what its role then allows. */
export const needs: Readonly<Record<string, Statement[]>> = {
  announce: [allow(['events:PutEvents'], arnOf('EventBus'))],
  askDatabase: [allow(['lambda:InvokeFunction'], arnOf('DatabaseLambdaFunction'))],
  askSubgraphs: subgraphs().map(({ name }) =>
    allow(['lambda:InvokeFunction'], arnOf(`${logicalId(name)}GraphLambdaFunction`)),
  ),
  payAtProvider: [allow(['lambda:InvokeFunction'], arnOf('BankLambdaFunction'))],
  readQueues: ['PlaceOrderQueue', 'PlaceOrderDeadLetterQueue'].map((queue) =>
    allow(['sqs:GetQueueAttributes'], arnOf(queue)),
  ),
  replayEvents: [
    allow(['events:StartReplay'], arnOf('EventArchive')),
    // Replays are made as they are needed, and have no name before.
    allow(['events:DescribeReplay'], {
      'Fn::Sub':
        'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:replay/reconcile-${sls:stage}-*',
    }),
  ],
  keepLedger: [
    allow(['s3:GetObject', 's3:PutObject'], { 'Fn::Sub': '${BankLedger.Arn}/*' }),
    // Without it S3 answers 403 for an object that is not there.
    allow(['s3:ListBucket'], arnOf('BankLedger')),
  ],
  runSql: [
    allow(['rds-data:ExecuteStatement'], CLUSTER),
    allow(['secretsmanager:GetSecretValue'], DATABASE_SECRET),
  ],
  useTransactions: [
    allow(
      ['rds-data:BeginTransaction', 'rds-data:CommitTransaction', 'rds-data:RollbackTransaction'],
      CLUSTER,
    ),
  ],
};

/** What everybody's role allows: its own log and its traces. X-Ray knows no resources, so AWS accepts no other than "*". */
export const everybodys = (id: string): Statement[] => [
  allow(['logs:CreateLogStream', 'logs:PutLogEvents'], arnOf(`${id}LogGroup`)),
  allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*'),
];

/** What a consumer's role allows: to read its own queue, to put a message off there, and to give it to its own dead letters. */
export const consumers = (id: string): Statement[] => [
  allow(
    ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
    arnOf(`${id}Queue`),
  ),
  allow(['sqs:SendMessage'], arnOf(`${id}DeadLetterQueue`)),
];

/** What the role of a function with secrets in its environment allows: their decryption. */
export const readSecrets = [allow(['kms:Decrypt'], arnOf('StageKey'))];
