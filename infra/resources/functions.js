import { existsSync, readdirSync } from 'node:fs';
import { functionOf, refuseTooManyWorkers, roleOf } from './declared.ts';
import { logicalId } from './names.ts';

const source = new URL('../../src/', import.meta.url);
const services = readdirSync(source).filter((folder) =>
  existsSync(new URL(`${folder}/functions.yml`, source)),
);

const forEach = async (resolveVariable, make) => {
  const made = services.map(async (service) => {
    const declared = await resolveVariable(`file(src/${service}/functions.yml)`);
    return Object.entries(declared)
      .filter(([, { exists }]) => exists !== 'false')
      .map(([name, declaration]) => make(service, name, declaration));
  });
  return Object.fromEntries((await Promise.all(made)).flat());
};

/** The functions of every folder of src that has a functions.yml, for serverless.yml. */
export const functions = async ({ resolveVariable }) => {
  const all = await forEach(resolveVariable, (service, name, declaration) => [
    name,
    functionOf(service, name, declaration),
  ]);
  refuseTooManyWorkers(all, Number(await resolveVariable('param:concurrentExecutions')));
  return all;
};

/** The role of each of them. */
export const Resources = ({ resolveVariable }) =>
  forEach(resolveVariable, (_, name, declaration) => [`${logicalId(name)}Role`, roleOf(name, declaration)]);
