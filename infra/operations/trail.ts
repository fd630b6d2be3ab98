import { fieldOf, kinds } from '../../src/contracts/subjects.ts';
import { COMMON, commandLine, idIn, refuse, run, SUBJECT_WORDS } from './commandLine.ts';
import { follow, type Followed, linesOf, textOf } from './logTrail.ts';

const USAGE = `Follows one order, or one click, through the logs of all functions. Changes nothing.

  npm run ops:trail -- --order 0b6f0a3e-… [--stage prod] [--days 2]
  npm run ops:trail -- --correlation my-click-1 [--json]

--order        the order's id
--correlation  an x-correlation-id, as each answer of the API has it
--days         how far back to look on a deployed stage (default 1; CloudWatch charges by what it reads)
--json         the log lines as they are, for jq
${COMMON}

Locally it reads shop.log in the data folder, on a deployed stage it asks CloudWatch Logs Insights.`;

const { stage, words } = commandLine(USAGE, {
  ...SUBJECT_WORDS,
  correlation: { type: 'string' },
  days: { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
});

const followed = (): Followed => {
  const { correlation } = words;
  const asked = kinds.flatMap((kind) => (words[kind] === undefined ? [] : [{ kind, typed: words[kind] }]));
  if (asked.length + (correlation === undefined ? 0 : 1) !== 1)
    return refuse(`Say which: ${kinds.map((kind) => `--${kind}`).join(', ')} or --correlation.`);
  const [subject] = asked;
  if (subject) return { [fieldOf(subject.kind)]: idIn(subject.kind, subject.typed) } as Followed;
  const correlationId = String(correlation);
  return /^[\w.:-]{8,100}$/.test(correlationId) ? { correlationId } : refuse('That is no correlation id.');
};

const days = Number(words.days);
if (!(days > 0)) refuse('--days must be a number above 0.');

await run(async () => {
  const lines = await follow(linesOf(stage, days), followed());
  for (const line of lines) console.log(words.json ? JSON.stringify(line) : textOf(line, stage));
  if (words.json) return;
  const correlations = new Set(lines.flatMap(({ correlationId }) => correlationId ?? []));
  console.log(`${lines.length} lines, correlations: ${[...correlations].join(', ') || 'none'}`);
});
