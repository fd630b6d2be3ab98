import { join } from 'node:path';
import { pythonPrograms } from './python.ts';
import { packageTemplates, run, templateFolder } from './serverless.ts';

const REGIONS = ['us-east-1', 'eu-west-1', 'ap-southeast-2'];

const OPTIONS = ['--regions', ...REGIONS, '--format', 'parseable', '--template'];

const templatesOf = async (stage: string): Promise<string[]> => {
  await packageTemplates(stage);
  return ['create', 'update'].map((which) =>
    join(templateFolder(stage), `cloudformation-template-${which}-stack.json`),
  );
};

const programs = await pythonPrograms();
const templates = [...(await templatesOf('dev')), ...(await templatesOf('prod'))];
const { code, output } = await run(join(programs, 'cfn-lint'), [...OPTIONS, ...templates]);
console.log(output.trim() || `cfn-lint finds nothing in ${templates.join(', ')}`);
process.exitCode = code;
