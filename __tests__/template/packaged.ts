import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templateFolder } from '../../infra/deploy/serverless.ts';

/** A resource of a CloudFormation template. */
export interface Resource {
  Type: string;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  DependsOn?: string[];
  Properties: Record<string, unknown>;
}

/** A packaged template, as CloudFormation gets it. */
export interface Template {
  Resources: Record<string, Resource>;
  Outputs: Record<string, { Value: unknown }>;
}

/** Secrets of the packaging shell, which must not get into a template. */
export const CANARIES = {
  SMTP_URL: 'smtp://canary:canary@mail.example.com',
  AWS_ACCESS_KEY_ID: 'AKIACANARYCANARYCANA',
  AWS_SECRET_ACCESS_KEY: 'canary-secret-key',
};

/** Who is told of alarms on the packaged dev stage; on prod nobody is. */
export const OPERATOR = 'operator@example.com';

/** The template that packageStages made for a stage. */
export const templateOf = (stage: string): Template =>
  JSON.parse(
    readFileSync(join(templateFolder(stage), 'cloudformation-template-update-stack.json'), 'utf8'),
  ) as Template;

/** The resources of a type, with their ids. */
export const ofType = ({ Resources }: Template, type: string): [id: string, resource: Resource][] =>
  Object.entries(Resources).filter(([, resource]) => resource.Type === type);

/** How a template refers to a resource's ARN. */
export const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** How osls writes a name at the beginning of a logical id. */
export const idOf = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

/** The names of the packaged functions. */
export const functionsIn = (template: Template): string[] =>
  ofType(template, 'AWS::Lambda::Function').map(([, { Properties }]) =>
    String(Properties['FunctionName']).replace(/^acme-webshop-[^-]+-/, ''),
  );

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Whether a value has all that is expected of it; lists must match whole, objects may hold more. */
export const holds = (actual: unknown, expected: unknown): boolean => {
  if (Array.isArray(expected))
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((each, index) => holds(actual[index], each))
    );
  if (!isObject(expected)) return actual === expected;
  return isObject(actual) && Object.entries(expected).every(([name, each]) => holds(actual[name], each));
};

/** A complaint for each resource that is missing or not as expected. */
export const complaints = (template: Template, expected: Record<string, Partial<Resource>>): string[] =>
  Object.entries(expected).flatMap(([id, resource]) => {
    const actual = template.Resources[id];
    if (actual === undefined) return [`${id} is missing`];
    return holds(actual, resource) ? [] : [`${id} is not as it should be`];
  });
