import { alarmFaults } from './alarmRules.ts';
import { messagingFaults } from './messagingRules.ts';
import { idOf, ofType, templateOf, type Template } from './packaged.ts';
import { permissionFaults, secretKeepers } from './permissionRules.ts';

const faultsOf = (template: Template, stage: string): string[] => [
  ...messagingFaults(template, stage),
  ...alarmFaults(template, stage),
  ...permissionFaults(template, stage),
];

type Mutation = [what: string, mutate: (template: Template) => void];

const removals = (template: Template, type: string): Mutation[] =>
  ofType(template, type).map(([id]) => [id, ({ Resources }) => delete Resources[id]]);

interface Policy {
  PolicyDocument: { Statement: { Action: string[] | string }[] };
}

interface Metric {
  Expression?: string;
  MetricStat?: { Period: number };
}

const metricsOf = ({ Resources }: Template, id: string) => Resources[id]!.Properties['Metrics'] as Metric[];

const spoil = (metric: Metric): void => {
  if (metric.MetricStat) metric.MetricStat.Period = 86_400;
  else metric.Expression = '0';
};

/** Each role opened to everybody, and each alarm that rings later, the other way round, or tells nobody. */
const changes = (template: Template): Mutation[] => [
  ...ofType(template, 'AWS::IAM::Role').map(([id]): Mutation => [
    `${id} for everybody`,
    ({ Resources }) => {
      const trust = Resources[id]!.Properties['AssumeRolePolicyDocument'] as {
        Statement: { Principal: unknown }[];
      };
      trust.Statement[0]!.Principal = { AWS: '*' };
    },
  ]),
  ...ofType(template, 'AWS::CloudWatch::Alarm').flatMap(([id]) =>
    Object.entries({
      Period: 86_400,
      EvaluationPeriods: 20,
      Statistic: 'SampleCount',
      ComparisonOperator: 'LessThanOrEqualToThreshold',
      TreatMissingData: 'ignore',
      AlarmActions: [],
    }).map(([name, value]): Mutation => [
      `${id} with ${name} ${String(value)}`,
      ({ Resources }) => (Resources[id]!.Properties[name] = value),
    ]),
  ),
  ...ofType(template, 'AWS::CloudWatch::Alarm').flatMap(([id, { Properties }]) =>
    ((Properties['Metrics'] ?? []) as { Id: string }[]).flatMap(({ Id }, index): Mutation[] => [
      [`${id} without ${Id}`, (copy) => metricsOf(copy, id).splice(index, 1)],
      [`${id} that computes nothing of ${Id}`, (copy) => spoil(metricsOf(copy, id)[index]!)],
    ]),
  ),
  ...ofType(template, 'AWS::Events::Rule').map(([id]): Mutation => [
    `${id} switched off`,
    ({ Resources }) => (Resources[id]!.Properties['State'] = 'DISABLED'),
  ]),
  ...ofType(template, 'AWS::Lambda::EventSourceMapping').map(([id]): Mutation => [
    `${id} without limit`,
    ({ Resources }) => delete Resources[id]!.Properties['ScalingConfig'],
  ]),
  ...secretKeepers(template).map((name): Mutation => [
    `${name}'s secrets readable`,
    ({ Resources }) => delete Resources[`${idOf(name)}LambdaFunction`]!.Properties['KmsKeyArn'],
  ]),
  [
    'the archive keeps some events only',
    ({ Resources }) => (Resources['EventArchive']!.Properties['EventPattern'] = {}),
  ],
];

const policiesIn = (template: Template): [id: string, policies: Policy[]][] =>
  Object.entries(template.Resources).flatMap(([id, { Properties }]): [string, Policy[]][] => {
    if (id === 'ServerlessDeploymentBucketPolicy') return [];
    if (Properties?.['Policies']) return [[id, Properties['Policies'] as Policy[]]];
    return Properties?.['PolicyDocument'] ? [[id, [Properties as unknown as Policy]]] : [];
  });

const policyOf = (template: Template, id: string, index: number): Policy =>
  policiesIn(template).find(([each]) => each === id)![1][index]!;

const statementRemovals = (template: Template): Mutation[] =>
  policiesIn(template).flatMap(([id, policies]) =>
    policies.flatMap(({ PolicyDocument }, index) =>
      PolicyDocument.Statement.map(({ Action }, position): Mutation => [
        `${id}: ${[Action].flat().join()}`,
        (copy) => policyOf(copy, id, index).PolicyDocument.Statement.splice(position, 1),
      ]),
    ),
  );

describe.each(['dev', 'prod'])('The template of %s', (stage) => {
  const template = templateOf(stage);

  test('has for every consumer queue, dead-letter queue, rule, policy and worker, an alarm for whatever may go wrong, and roles that allow exactly what the code does', () => {
    expect(faultsOf(template, stage)).toEqual([]);
  });

  test.each([
    ['queue', removals(template, 'AWS::SQS::Queue'), 12],
    ['queue policy', removals(template, 'AWS::SQS::QueuePolicy'), 6],
    ['rule', removals(template, 'AWS::Events::Rule'), 9],
    ['worker', removals(template, 'AWS::Lambda::EventSourceMapping'), 6],
    ['archive', removals(template, 'AWS::Events::Archive'), 1],
    ['alarm', removals(template, 'AWS::CloudWatch::Alarm'), 40],
    ['topic', removals(template, 'AWS::SNS::Topic'), 1],
    ['role', removals(template, 'AWS::IAM::Role'), 14],
    ['right to write the gateway’s logs', removals(template, 'AWS::ApiGateway::Account'), 1],
    ['permission', statementRemovals(template), 50],
    ['limit, condition or address', changes(template), 200],
  ])('is found wanting when any one %s is taken out or spoiled', (_, mutations, atLeast) => {
    expect(mutations.length).toBeGreaterThanOrEqual(atLeast);
    const unnoticed = mutations.filter(([, mutate]) => {
      const copy = structuredClone(template);
      mutate(copy);
      return faultsOf(copy, stage).length === 0;
    });
    expect(unnoticed.map(([what]) => what)).toEqual([]);
  });
});
