import { join } from 'node:path';
import { complaintsOf, type Finding } from './findings.ts';
import { pythonPrograms } from './python.ts';
import { packageTemplates, run, templateFolder } from './serverless.ts';

const OPTIONS = [
  '--framework',
  'cloudformation',
  '--output',
  'json',
  '--compact',
  '--quiet',
  '--skip-download',
  '--soft-fail',
];

interface Report {
  results: { failed_checks: Finding[] };
  summary: { passed: number; parsing_errors: number };
}

const programs = await pythonPrograms('checkov.txt');
// With `--packaged` it takes the template that lint:cfn left: packaging empties .serverless, where a deployment beside it keeps its zips.
if (!process.argv.includes('--packaged')) await packageTemplates('prod');
const template = join(templateFolder('prod'), 'cloudformation-template-update-stack.json');
const { output } = await run(join(programs, 'checkov'), [...OPTIONS, '--file', template]);
const { results, summary } = JSON.parse(
  output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1),
) as Report;
const complaints = complaintsOf(results.failed_checks);
if (summary.parsing_errors > 0 || summary.passed === 0)
  complaints.push('checkov could not read the template');
console.log(
  complaints.length === 0
    ? `checkov finds nothing new in ${template} (${summary.passed} checks passed, ${results.failed_checks.length} accepted)`
    : `${complaints.join('\n')}\n\nMend it, or say in infra/deploy/findings.json why not.`,
);
process.exitCode = complaints.length === 0 ? 0 : 1;
