import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chaos, type Plan } from './chaos.ts';
import { report } from './report.ts';

const USAGE = `Kills (-9), freezes and slows PostgreSQL, the local cloud, the bank and the mail server of a shop of its own while customers order,
lets it heal, and has an independent checker look at what is left (infra/audit). Linux only.

  npm run chaos -- [--seconds 120] [--rate 6] [--kills postgres=5,stack=3] [--troubles 8] [--seed 1] [--evidence FILE]

--seconds   how long orders come at the most
--rate      orders a second
--kills     how often each is killed
--troubles  how many other troubles: frozen, slow, failing
--seed      draws what happens when, and what customers are like
--evidence  writes all that was seen to a file, as JSON`;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    rate: { type: 'string', default: '6' },
    kills: { type: 'string', default: 'postgres=5,stack=3' },
    troubles: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    evidence: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const killsIn = (words: string): Plan['kills'] => {
  const given = Object.fromEntries(words.split(',').map((word) => word.split('=')));
  return { postgres: Number(given['postgres'] ?? 0), stack: Number(given['stack'] ?? 0) };
};

if (values.help) console.log(USAGE);
else {
  const plan = {
    seconds: Number(values.seconds),
    rate: Number(values.rate),
    kills: killsIn(values.kills),
    troubles: Number(values.troubles),
    seed: Number(values.seed),
  };
  const outcome = await chaos(plan, (line) => console.log(`${new Date().toISOString()} ${line}`));
  if (values.evidence) writeFileSync(values.evidence, JSON.stringify(outcome));
  console.log(report(outcome));
  process.exitCode = outcome.violations.length > 0 ? 1 : 0;
}
