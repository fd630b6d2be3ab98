import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
}

const TEMPLATE = 'cloudformation-template-update-stack.json';

const resourcesIn = (folder: string): Record<string, Resource> =>
  (JSON.parse(readFileSync(join(folder, TEMPLATE), 'utf8')) as { Resources: Record<string, Resource> })
    .Resources;

const pathOf = (resources: Record<string, Resource>, reference: unknown): string => {
  const { Ref = '' } = reference as { Ref?: string };
  const { PathPart, ParentId } = resources[Ref]?.Properties ?? {};
  // The root is referred to as an attribute of the API.
  return PathPart === undefined ? '' : `${pathOf(resources, ParentId)}/${String(PathPart)}`;
};

/** The functions and routes that a packaged template promises, as `readBack` begins its lines about them. */
export const promisedBy = (folder: string): { functions: string[]; routes: string[] } => {
  const resources = resourcesIn(folder);
  const ofType = (type: string) =>
    Object.values(resources).flatMap(({ Type, Properties = {} }) => (Type === type ? [Properties] : []));
  return {
    functions: ofType('AWS::Lambda::Function').map(
      ({ FunctionName, Timeout }) => `${String(FunctionName)} ${String(Timeout)} s: `,
    ),
    routes: ofType('AWS::ApiGateway::Method').map(
      ({ HttpMethod, ResourceId, AuthorizationType }) =>
        `${String(HttpMethod)} ${pathOf(resources, ResourceId)} ${String(AuthorizationType)}`,
    ),
  };
};

/** Copies a package to a folder as if its migrations had changed, so that a deployment of it runs them. */
export const withChangedMigrations = (from: string, to: string): void => {
  cpSync(from, to, { recursive: true });
  const { MigrationsHash } = resourcesIn(from)['Migrations']?.Properties ?? {};
  for (const name of [TEMPLATE, 'serverless-state.json']) {
    const file = join(to, name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(String(MigrationsHash), 'changed'));
  }
};
