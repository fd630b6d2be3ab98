import { subscriptions } from '../../src/contracts/subscriptions.ts';
import { modelOf } from './models.ts';
import { arnOf, logicalId, PREFIX } from './names.ts';
import { consumers, everybodys, needs, readSecrets, type Statement } from './needs.ts';

interface Route {
  method: string;
  path: string;
  /** The name of its contract in src/contracts/requests.ts. */
  body?: string;
  public?: boolean;
}

interface Queue {
  maximumConcurrency: number;
}

/** A function as its service's functions.yml declares it; what else stands there is osls's own. */
export interface Declared {
  needs?: string[];
  queue?: Queue;
  /** 'false' where the stage does without it. */
  exists?: string;
  /** Variables of the environment that hold secrets: they are encrypted with the stage's own key. */
  secrets?: Record<string, unknown>;
  environment?: Record<string, unknown>;
  events?: ({ http: Route } | { schedule: string })[];
  [other: string]: unknown;
}

const isConsumer = (name: string): boolean => Object.hasOwn(subscriptions, name);

// Whoever forgets to say `public: true` has made a private route.
const route = ({ body, public: isPublic, ...address }: Route) => ({
  ...address,
  ...(isPublic ? { cors: '${file(infra/resources/cors.js):cors}' } : { authorizer: 'aws_iam' }),
  ...(body && { request: { schemas: { 'application/json': modelOf(body) } } }),
});

const worker = (name: string, { maximumConcurrency }: Queue) => ({
  arn: arnOf(`${logicalId(name)}Queue`),
  batchSize: 10,
  maximumConcurrency,
  functionResponseType: 'ReportBatchItemFailures',
});

/**
 * A function as osls knows it, from what stands in its service's functions.yml: the file is named like the function, a
 * route says who may call it and what its body is, `queue` that it reads the queue of its subscription.
 */
export const functionOf = (
  service: string,
  name: string,
  { needs: _, exists: __, queue, secrets, environment, events = [], ...rest }: Declared,
) => {
  if (Boolean(queue) !== isConsumer(name))
    throw new Error(
      `${name} must have both or neither: queue in src/${service}/functions.yml, a line in src/contracts/subscriptions.ts`,
    );
  return {
    handler: `src/${service}/${name}.handler`,
    role: `${logicalId(name)}Role`,
    ...rest,
    ...((environment ?? secrets) && { environment: { ...environment, ...secrets } }),
    ...(secrets && { kmsKeyArn: arnOf('StageKey') }),
    events: [
      ...events.map((event) => ('http' in event ? { http: route(event.http) } : event)),
      ...(queue ? [{ sqs: worker(name, queue) }] : []),
    ],
  };
};

/** Throws when all workers at once, each with an instance of the database function, would not fit the account's quota. */
export const refuseTooManyWorkers = (
  functions: Record<string, ReturnType<typeof functionOf>>,
  concurrentExecutions: number,
): void => {
  const workers = Object.values(functions)
    .flatMap(({ events }) => events)
    .reduce((sum, event) => sum + ('sqs' in event ? event.sqs.maximumConcurrency : 0), 0);
  if (2 * workers > concurrentExecutions)
    throw new Error(
      `${workers} workers (maximumConcurrency of all functions.yml) and as many instances of the database function ` +
        `don't fit ${concurrentExecutions} concurrent executions: lower them, or raise the parameter concurrentExecutions`,
    );
};

const statementsFor = (name: string, need: string): Statement[] => {
  const statements = needs[need];
  if (!statements) throw new Error(`${name} needs ${need}, of which infra/resources/needs.ts says nothing`);
  return statements;
};

/** A function's own role, which allows what the function says it needs, and nothing else. */
export const roleOf = (name: string, { needs: wanted = [], secrets }: Declared) => {
  const id = logicalId(name);
  const Statement = [
    ...everybodys(id),
    ...(isConsumer(name) ? consumers(id) : []),
    ...(secrets ? readSecrets : []),
    ...wanted.flatMap((need) => statementsFor(name, need)),
  ];
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      Description: `What the function ${name} of ${PREFIX} may do`,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      Policies: [{ PolicyName: name, PolicyDocument: { Version: '2012-10-17', Statement } }],
    },
  };
};
