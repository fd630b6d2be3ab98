import { subscriptions } from '../../src/contracts/subscriptions.ts';
import { arn, functionsIn, idOf, ofType, type Resource, type Template } from './packaged.ts';
import { type Need, needsOf } from './sourceNeeds.ts';

interface Statement {
  Effect: string;
  Action: string[];
  Resource: unknown;
}

/** The only places where "*" may stand, each because AWS knows no smaller resource. */
export const WILDCARDS = ['xray:PutTraceSegments on "*"', 'xray:PutTelemetryRecords on "*"'];

const on = (resource: unknown, ...actions: string[]): string[] =>
  actions.map((action) => `${action} on ${JSON.stringify(resource)}`);

const database = (attribute: string) => ({ 'Fn::GetAtt': ['Database', attribute] });

const granted: Record<Need, string[]> = {
  announce: on(arn('EventBus'), 'events:PutEvents'),
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
};

const neededBy = (name: string, handler: string): string[] => [
  ...on(arn(`${idOf(name)}LogGroup`), 'logs:CreateLogStream', 'logs:PutLogEvents'),
  ...WILDCARDS,
  ...(Object.hasOwn(subscriptions, name)
    ? on(arn(`${idOf(name)}Queue`), 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes')
    : []),
  ...[...needsOf(handler)].flatMap((need) => granted[need]),
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

const faultsOf = (template: Template, name: string): string[] => {
  const { Properties } = template.Resources[`${idOf(name)}LambdaFunction`]!;
  const role = template.Resources[`${idOf(name)}Role`];
  if (JSON.stringify(Properties['Role']) !== JSON.stringify(arn(`${idOf(name)}Role`)))
    return [`${name} does not have its own role`];
  if (role === undefined || role.Properties['ManagedPolicyArns']) return [`${name} has no role of its own`];
  const [needed, allowed] = [neededBy(name, String(Properties['Handler'])), allowedBy(role)];
  return [
    ...needed.filter((each) => !allowed.includes(each)).map((each) => `${name} lacks ${each}`),
    ...allowed.filter((each) => !needed.includes(each)).map((each) => `${name} does not need ${each}`),
  ];
};

/** Every function may do what its code does, to the resources it does it to, and nothing else. */
export const permissionFaults = (template: Template): string[] => {
  const names = functionsIn(template);
  const known = [...names.map((name) => `${idOf(name)}Role`), 'GatewayLogsRole'];
  const strangers = ofType(template, 'AWS::IAM::Role').filter(([id]) => !known.includes(id));
  return [
    ...names.flatMap((name) => faultsOf(template, name)),
    ...strangers.map(([id]) => `nobody asked for ${id}`),
  ];
};
