import { subscriptions } from '../../src/contracts/subscriptions.ts';
import { arn, functionsIn, holds, idOf, ofType, type Resource, type Template } from './packaged.ts';
import { type Need, needsOf } from './sourceNeeds.ts';

interface Statement {
  Effect: string;
  Action: string[];
  Resource: unknown;
}

const TRACES = ['xray:PutTraceSegments on "*"', 'xray:PutTelemetryRecords on "*"'];

const on = (resource: unknown, ...actions: string[]): string[] =>
  actions.map((action) => `${action} on ${JSON.stringify(resource)}`);

const LEDGER_ENTRIES = on({ 'Fn::Sub': '${BankLedger.Arn}/*' }, 's3:GetObject', 's3:PutObject');

// Replays are named when they are made.
const replaysOf = (stage: string) =>
  on(
    {
      'Fn::Sub': `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:replay/reconcile-${stage}-*`,
    },
    'events:DescribeReplay',
  );

/** The only places where "*" may stand: AWS knows no smaller resource than all for traces; objects and replays are many. */
export const wildcardsOf = (stage: string) => [...TRACES, ...LEDGER_ENTRIES, ...replaysOf(stage)];

const database = (attribute: string) => ({ 'Fn::GetAtt': ['Database', attribute] });

const grantedOn = (stage: string): Record<Need, string[]> => ({
  announce: on(arn('EventBus'), 'events:PutEvents'),
  payAtProvider: on(arn('BankLambdaFunction'), 'lambda:InvokeFunction'),
  keepLedger: [...LEDGER_ENTRIES, ...on(arn('BankLedger'), 's3:ListBucket')],
  askSubgraphs: ['DeliveryGraph', 'OrderGraph'].flatMap((subgraph) =>
    on(arn(`${subgraph}LambdaFunction`), 'lambda:InvokeFunction'),
  ),
  askDatabase: on(arn('DatabaseLambdaFunction'), 'lambda:InvokeFunction'),
  runSql: [
    ...on(database('DBClusterArn'), 'rds-data:ExecuteStatement'),
    ...on(database('MasterUserSecret.SecretArn'), 'secretsmanager:GetSecretValue'),
  ],
  useTransactions: on(
    database('DBClusterArn'),
    'rds-data:BeginTransaction',
    'rds-data:CommitTransaction',
    'rds-data:RollbackTransaction',
  ),
  readQueues: [arn('PlaceOrderQueue'), arn('PlaceOrderDeadLetterQueue')].flatMap((queue) =>
    on(queue, 'sqs:GetQueueAttributes'),
  ),
  replayEvents: [...on(arn('EventArchive'), 'events:StartReplay'), ...replaysOf(stage)],
});

/** The functions whose environment holds a secret. */
export const secretKeepers = (template: Template): string[] =>
  functionsIn(template).filter((name) =>
    JSON.stringify(template.Resources[`${idOf(name)}LambdaFunction`]!.Properties['Environment']).includes(
      '{{resolve:',
    ),
  );

const neededBy = (stage: string, name: string, handler: string, keepsSecrets: boolean): string[] => [
  ...on(arn(`${idOf(name)}LogGroup`), 'logs:CreateLogStream', 'logs:PutLogEvents'),
  ...TRACES,
  ...(Object.hasOwn(subscriptions, name)
    ? [
        ...on(
          arn(`${idOf(name)}Queue`),
          'sqs:ReceiveMessage',
          'sqs:DeleteMessage',
          'sqs:GetQueueAttributes',
          'sqs:ChangeMessageVisibility',
        ),
        ...on(arn(`${idOf(name)}DeadLetterQueue`), 'sqs:SendMessage'),
      ]
    : []),
  ...(keepsSecrets ? on(arn('StageKey'), 'kms:Decrypt') : []),
  ...[...needsOf(handler)].flatMap((need) => grantedOn(stage)[need]),
];

/** What a role allows, one entry for each action and resource. */
export const allowedBy = ({ Properties }: Resource): string[] => {
  const policies = (Properties['Policies'] ?? []) as { PolicyDocument: { Statement: Statement[] } }[];
  return policies
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Effect, Action, Resource: resource }) =>
      Effect === 'Allow' ? on(resource, ...Action) : [`${Effect} is no Allow`],
    );
};

const isAssumedBy = ({ Properties }: Resource, service: string): boolean => {
  const { Statement } = Properties['AssumeRolePolicyDocument'] as { Statement: unknown[] };
  const only = {
    Effect: 'Allow',
    Principal: { Service: `${service}.amazonaws.com` },
    Action: 'sts:AssumeRole',
  };
  return JSON.stringify(Statement) === JSON.stringify([only]);
};

const WRITE_GATEWAY_LOGS =
  'arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs';

/** The role of the account's API Gateway, for its access logs: AWS's own policy, and nothing else. */
const gatewayFaults = ({ Resources }: Template): string[] => {
  const { GatewayLogsRole: role, GatewayLogsAccount: account } = Resources;
  const isWhole =
    role !== undefined &&
    isAssumedBy(role, 'apigateway') &&
    role.Properties['Policies'] === undefined &&
    JSON.stringify(role.Properties['ManagedPolicyArns']) ===
      JSON.stringify([{ 'Fn::Sub': WRITE_GATEWAY_LOGS }]) &&
    JSON.stringify(account?.Properties) === JSON.stringify({ CloudWatchRoleArn: arn('GatewayLogsRole') });
  return isWhole ? [] : ['API Gateway may not write its logs, or more than them'];
};

const faultsOf = (template: Template, stage: string, name: string): string[] => {
  const { Properties } = template.Resources[`${idOf(name)}LambdaFunction`]!;
  const role = template.Resources[`${idOf(name)}Role`];
  if (JSON.stringify(Properties['Role']) !== JSON.stringify(arn(`${idOf(name)}Role`)))
    return [`${name} does not have its own role`];
  if (role === undefined || role.Properties['ManagedPolicyArns']) return [`${name} has no role of its own`];
  if (!isAssumedBy(role, 'lambda')) return [`${name}'s role is not only for Lambda`];
  const keepsSecrets = secretKeepers(template).includes(name);
  const [needed, allowed] = [
    neededBy(stage, name, String(Properties['Handler']), keepsSecrets),
    allowedBy(role),
  ];
  return [
    ...(keepsSecrets && !holds(Properties, { KmsKeyArn: arn('StageKey') })
      ? [`${name} keeps secrets that whoever may read its configuration can read`]
      : []),
    ...needed.filter((each) => !allowed.includes(each)).map((each) => `${name} lacks ${each}`),
    ...allowed.filter((each) => !needed.includes(each)).map((each) => `${name} does not need ${each}`),
  ];
};

/** Every function may do what its code does, to the resources it does it to, and nothing else. */
export const permissionFaults = (template: Template, stage: string): string[] => {
  const names = functionsIn(template);
  const known = [...names.map((name) => `${idOf(name)}Role`), 'GatewayLogsRole'];
  const strangers = ofType(template, 'AWS::IAM::Role').filter(([id]) => !known.includes(id));
  return [
    ...names.flatMap((name) => faultsOf(template, stage, name)),
    ...gatewayFaults(template),
    ...strangers.map(([id]) => `nobody asked for ${id}`),
  ];
};
