import { allFaults } from './stage.ts';

type Teller = (rest: string) => string | undefined;

const kindOf = (name: string) => name.slice(0, name.indexOf('@'));
const siteOf = (name: string) => name.slice(name.indexOf('@') + 1);

/** A site in words: who asks whom for what, for whom, and for the how manieth time. */
const wordsOf = (site: string): string => site.replaceAll('>', ' → ').replaceAll('|', ', ');

/** A fault in words. */
export const faultInWords = (name: string): string =>
  `${allFaults[kindOf(name)]?.says ?? kindOf(name)} (${wordsOf(siteOf(name))})`;

const short = (text: string, most = 160) => (text.length > most ? `${text.slice(0, most)} …` : text);

const logLine = (rest: string): string | undefined => {
  const at = rest.indexOf(' ');
  const { level, message, error } = JSON.parse(rest.slice(at + 1)) as {
    level: string;
    message: string;
    error?: { message: string };
  };
  if (level === 'INFO' && !message.endsWith('committed')) return undefined;
  return `    ${rest.slice(0, at)} notes: ${message}${error ? ` (${short(error.message)})` : ''}`;
};

const END = /^(\S+) (\S+) (\{.*)$/;

const tellers: Record<string, Teller> = {
  HTTP: (rest) => short(`${rest.split('>')[0]} asks ${rest.slice(rest.indexOf('{'))}`),
  ANSWER: (rest) => short(`${rest.split('>')[0]} is told ${rest.slice(rest.indexOf(' ') + 1)}`),
  FAULT: (name) => `FAULT: ${faultInWords(name)}`,
  MAIL: (rest) => `a mail arrives: ${rest}`,
  BANK: (rest) => short(`    the bank says to ${wordsOf(rest)}`),
  START: (rest) => `  ${rest.split(' ')[0]} begins`,
  END: (rest) => {
    const [, instance, , outcome = ''] = END.exec(rest) ?? [];
    return outcome.includes('failure') || outcome.includes('itemIdentifier')
      ? short(`  ${instance} ends: ${outcome}`)
      : undefined;
  },
  'TIME-OUT': (rest) => `  ${rest.split(' ')[0]} is ended, because its time is up`,
  LOG: logLine,
  QUIET: () => 'no more faults; time passes',
};

const WORTH_TELLING = /^(\d+) (\S+) ?(.*)$/s;

/** A trace in words, step by step; what brings nothing new is left out. */
export const toldInWords = (lines: readonly string[]): string[] => {
  const [start = 0] = lines.slice(0, 1).map((line) => Number(line.split(' ')[0]));
  return lines.flatMap((line) => {
    const [, at, kind = '', rest = ''] = WORTH_TELLING.exec(line.trimEnd()) ?? [];
    const told = tellers[kind]?.(rest);
    return told === undefined ? [] : [`${((Number(at) - start) / 1000).toFixed(3).padStart(10)} s  ${told}`];
  });
};
