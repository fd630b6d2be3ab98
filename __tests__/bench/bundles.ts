import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const RUNS = 7;

const serviceSettings = {
  EVENT_BUS: 'bus',
  DATABASE_FUNCTION: 'database',
  DATABASE_CLUSTER_ARN: 'arn',
  DATABASE_SECRET_ARN: 'arn',
  AWS_REGION: 'us-east-1',
};

// As Lambda does at a cold start: a new process that loads the one file of the zip.
const IMPORT = `const t = performance.now(); require(process.argv[1]); process.stdout.write(String(performance.now() - t)); process.exit(0)`;

const importTime = (file: string): number => {
  const times = Array.from({ length: RUNS }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', IMPORT, file], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...serviceSettings },
    });
    if (!stdout) throw new Error(`${file} could not be loaded: ${stderr}`);
    return Number(stdout);
  });
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? NaN;
};

const fileIn = (directory: string): string => {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return join(directory, files.find((file) => file.endsWith('.cjs')) ?? 'nothing.cjs');
};

/** Packages the service for prod and tells of each function's zip: its size in kB, and the median time to import it in ms. */
export const measureBundles = () => {
  execFileSync('node_modules/.bin/serverless', ['package', '--stage', 'prod'], {
    stdio: 'pipe',
    env: { ...process.env, PAYMENT_PROVIDER: 'fake' },
  });
  const zips = readdirSync('.serverless').filter((file) => file.endsWith('.zip'));
  return zips.map((zip) => {
    const directory = mkdtempSync(join(tmpdir(), 'webshop-bundle-'));
    execFileSync('unzip', ['-q', join('.serverless', zip), '-d', directory]);
    const importMs = importTime(fileIn(directory));
    rmSync(directory, { recursive: true });
    return {
      name: basename(zip, '.zip'),
      kilobytes: statSync(join('.serverless', zip)).size / 1000,
      importMs,
    };
  });
};
