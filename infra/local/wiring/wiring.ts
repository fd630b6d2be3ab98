import { resolverFor, type Resolve, type Resource } from './intrinsics.ts';
import type { Mapping } from '../messaging/lambdaPoller.ts';
import type { Wiring } from '../messaging/messaging.ts';
import {
  mappingFrom,
  queueFrom,
  queueNameOf,
  refuse,
  ruleFrom,
  type ReadableResource,
} from './wiringParts.ts';

type Fields = Record<string, unknown>;

/** The parts of a resolved serverless.yml (`serverless.service`) that carry messages. */
export interface Service {
  service: string;
  provider: { environment?: Fields };
  resources?: { Resources?: Record<string, Resource> };
  functions?: Record<string, { name: string; environment?: Fields; events?: Fields[] }>;
}

/** Where the service runs. */
export interface Place {
  region: string;
  stage: string;
}

const NOT_DELIVERED = ['eventBridge', 'sns', 'stream', 's3', 'msk', 'kafka', 'activemq', 'rabbitmq'];

/** The name that osls gives to a function's CloudFormation resource. */
const logicalIdOf = (key: string) =>
  `${key[0]?.toUpperCase()}${key.slice(1).replaceAll('-', 'Dash').replaceAll('_', 'Underscore')}LambdaFunction`;

const resolverOf = (service: Service, { region, stage }: Place): Resolve => {
  const functions = Object.entries(service.functions ?? {}).map(([key, { name }]): [string, Resource] => [
    logicalIdOf(key),
    { Type: 'AWS::Lambda::Function', Properties: { FunctionName: name } },
  ]);
  const resources = { ...service.resources?.Resources, ...Object.fromEntries(functions) };
  return resolverFor({ stackName: `${service.service}-${stage}`, region, resources });
};

const readable = (properties: Fields, id: string, resolve: Resolve): ReadableResource => ({
  id,
  read: (name) => resolve(properties[name], `${id}.${name}`),
  list: (name) =>
    ((properties[name] ?? []) as Fields[]).map((element, n) =>
      readable(element, `${id}.${name}[${n}]`, resolve),
    ),
});

const resourcesOf = (service: Service, type: string, resolve: Resolve): ReadableResource[] =>
  Object.entries(service.resources?.Resources ?? {})
    .filter(([, resource]) => resource.Type === type)
    .map(([id, { Properties = {} }]) => readable(Properties, id, resolve));

const mappingsOf = (service: Service, queueNames: readonly string[], resolve: Resolve): Mapping[] =>
  Object.entries(service.functions ?? {}).flatMap(([key, { name, events = [] }]) =>
    events.flatMap((event) => {
      const kind = Object.keys(event)[0] ?? '';
      const where = `functions.${key}.events.${kind}`;
      if (NOT_DELIVERED.includes(kind))
        refuse(where, 'the local cloud delivers events only through SQS queues');
      if (kind !== 'sqs') return [];
      return mappingFrom(name, resolve(event['sqs'], where), queueNames, where) ?? [];
    }),
  );

/**
 * Reads the wiring of events, queues and functions from a resolved serverless.yml, so that the local cloud delivers
 * what the deployed one would. Throws an Error naming the part that cannot be resolved or is not supported locally.
 */
export const wiringOf = (service: Service, place: Place): Wiring => {
  const resolve = resolverOf(service, place);
  const queues = resourcesOf(service, 'AWS::SQS::Queue', resolve);
  const queueNames = queues.map(queueNameOf);
  const rules = resourcesOf(service, 'AWS::Events::Rule', resolve).filter(
    ({ read }) => read('State') !== 'DISABLED',
  );
  const buses = resourcesOf(service, 'AWS::Events::EventBus', resolve).map(({ id, read }) =>
    String(read('Name') ?? id),
  );
  return {
    region: place.region,
    buses: ['default', ...buses],
    rules: rules.map((rule) => ruleFrom(rule, queueNames)),
    queues: queues.map((queue) => queueFrom(queue, queueNames)),
    mappings: mappingsOf(service, queueNames, resolve),
  };
};

/** Replaces the intrinsic functions in the functions' environments, of which serverless-offline knows too few. */
export const resolveEnvironments = (service: Service, place: Place): void => {
  const resolve = resolverOf(service, place);
  for (const [key, owner] of Object.entries({ provider: service.provider, ...service.functions }))
    if (owner.environment) owner.environment = resolve(owner.environment, `environment of ${key}`) as Fields;
};
