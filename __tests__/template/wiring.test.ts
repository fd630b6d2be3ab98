import { alarmFaults } from './alarmRules.ts';
import { messagingFaults } from './messagingRules.ts';
import { ofType, templateOf, type Template } from './packaged.ts';
import { permissionFaults } from './permissionRules.ts';

const faultsOf = (template: Template, stage: string): string[] => [
  ...messagingFaults(template),
  ...alarmFaults(template, stage),
  ...permissionFaults(template),
];

type Mutation = [what: string, mutate: (template: Template) => void];

const removals = (template: Template, type: string): Mutation[] =>
  ofType(template, type).map(([id]) => [id, ({ Resources }) => delete Resources[id]]);

interface Policy {
  PolicyDocument: { Statement: { Action: string[] | string }[] };
}

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
    ['rule', removals(template, 'AWS::Events::Rule').filter(([id]) => !/Schedule/.test(id)), 6],
    ['worker', removals(template, 'AWS::Lambda::EventSourceMapping'), 6],
    ['archive', removals(template, 'AWS::Events::Archive'), 1],
    ['alarm', removals(template, 'AWS::CloudWatch::Alarm'), 40],
    ['topic', removals(template, 'AWS::SNS::Topic'), 1],
    ['role', removals(template, 'AWS::IAM::Role').filter(([id]) => id !== 'GatewayLogsRole'), 12],
    ['permission', statementRemovals(template), 50],
  ])('is found wanting when any one %s is taken out', (_, mutations, atLeast) => {
    expect(mutations.length).toBeGreaterThanOrEqual(atLeast);
    const unnoticed = mutations.filter(([, mutate]) => {
      const copy = structuredClone(template);
      mutate(copy);
      return faultsOf(copy, stage).length === 0;
    });
    expect(unnoticed.map(([what]) => what)).toEqual([]);
  });
});
