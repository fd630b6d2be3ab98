import { ACCOUNT } from '../messaging/arns.ts';
import { localIdentities, type Identity } from './localIdentities.ts';

/** A CloudFormation resource of the service. */
export interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
}

/** What a template's intrinsic functions may refer to; functions stand among the resources. */
export interface Template {
  stackName: string;
  region: string;
  resources: Record<string, Resource>;
}

/** Replaces intrinsic functions anywhere in a value; throws an Error that says where one cannot be resolved. */
export type Resolve = (value: unknown, where: string) => unknown;

interface Scope {
  template: Template;
  resolve: Resolve;
}

type Intrinsic = (argument: unknown, where: string, scope: Scope) => string;

const refuse = (where: string, problem: string): never => {
  throw new Error(`${where}: ${problem}`);
};

const pseudoParameters = ({ stackName, region }: Template): Record<string, string> => ({
  'AWS::Region': region,
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': stackName,
});

const identityOf = (logicalId: string, where: string, { template, resolve }: Scope): Identity => {
  const resource = template.resources[logicalId] ?? refuse(where, `there is no resource "${logicalId}"`);
  const kind =
    localIdentities[resource.Type] ??
    refuse(where, `the local cloud has no ${resource.Type}, so "${logicalId}" means nothing here`);
  const property = (name: string): string =>
    String(resolve(resource.Properties?.[name] ?? logicalId, `${logicalId}.${name}`));
  return kind.identify(property(kind.nameProperty), template.region, property);
};

const ref: Intrinsic = (argument, where, scope) => {
  const name = String(argument);
  return pseudoParameters(scope.template)[name] ?? identityOf(name, where, scope).ref;
};

const getAtt: Intrinsic = (argument, where, scope) => {
  const [logicalId = '', ...rest] = Array.isArray(argument)
    ? argument.map(String)
    : String(argument).split('.');
  const name = rest.join('.');
  const value = identityOf(logicalId, where, scope).attributes[name];
  return value ?? refuse(where, `the local cloud knows no attribute "${name}" of "${logicalId}"`);
};

const sub: Intrinsic = (argument, where, scope) => {
  const [text, variables = {}] = (Array.isArray(argument) ? argument : [argument]) as [
    string,
    Record<string, unknown>?,
  ];
  return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(variables, name)) return String(scope.resolve(variables[name], where));
    return name.includes('.') ? getAtt(name, where, scope) : ref(name, where, scope);
  });
};

const join: Intrinsic = (argument, where, { resolve }) => {
  const [separator, parts] = Array.isArray(argument) ? argument : [];
  const resolved = resolve(parts, where);
  return Array.isArray(resolved) ? resolved.join(String(separator)) : refuse(where, 'Fn::Join needs a list');
};

const intrinsics: Record<string, Intrinsic> = {
  Ref: ref,
  'Fn::GetAtt': getAtt,
  'Fn::Sub': sub,
  'Fn::Join': join,
};

/** Gives the function that replaces Ref, Fn::GetAtt, Fn::Sub and Fn::Join by what they mean in the local cloud. */
export const resolverFor = (template: Template): Resolve => {
  const resolve: Resolve = (value, where) => {
    if (Array.isArray(value)) return value.map((part, n) => resolve(part, `${where}[${n}]`));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [key, argument] = entries.length === 1 && entries[0] ? entries[0] : [''];
    const intrinsic = Object.hasOwn(intrinsics, key) ? intrinsics[key] : undefined;
    if (intrinsic) return intrinsic(argument, where, { template, resolve });
    if (key.startsWith('Fn::')) refuse(where, `${key} is not supported by the local cloud`);
    return Object.fromEntries(entries.map(([name, part]) => [name, resolve(part, `${where}.${name}`)]));
  };
  return resolve;
};
