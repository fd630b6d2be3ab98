import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { outputsOf } from './outputs.ts';
import { withApi } from './redirects.ts';

const USAGE = `Leads the storefront's /api to the API of a deployed stage, by a line in src/storefront/_redirects that is to be
committed. Only production deploys of the storefront get it (netlify.toml).

  npm run storefront:config -- --stage prod [--region us-east-1] [--dry-run]

--stage    the deployed stage
--region   where it is deployed (or AWS_REGION)
--dry-run  prints the file instead of writing it

Reads the stack's outputs with your AWS credentials.`;

const FILE = 'src/storefront/_redirects';

const { values } = parseArgs({
  options: {
    stage: { type: 'string' },
    region: { type: 'string', default: process.env['AWS_REGION'] ?? 'us-east-1' },
    'dry-run': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const { stage, region } = values;

if (values.help || stage === undefined) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 1);
}
const stack = `acme-webshop-${stage}`;
const apiUrl = (await outputsOf(stack, new CloudFormationClient({ region })))?.['ApiUrl'];
if (apiUrl === undefined) {
  console.error(
    `There is no stack ${stack} with an API in ${region}; deploy it first: npm run deploy -- --stage ${stage}`,
  );
  process.exit(1);
}
const redirects = withApi(existsSync(FILE) ? readFileSync(FILE, 'utf8') : '', apiUrl);
if (values['dry-run']) console.log(redirects);
else {
  writeFileSync(FILE, redirects);
  console.log(`${FILE} leads /api to ${apiUrl}; commit it: Netlify builds the storefront from git`);
}
