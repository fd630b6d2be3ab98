import { DataApiProblem, badRequest } from './problem.ts';

type Words = (resource?: string) => DataApiProblem;

const notEnabled = (resource?: string) => `HttpEndpoint is not enabled for resource ${resource}.`;

/** What Aurora may say instead of an answer: while it resumes, and in several ways while it is being created. */
const WORDS = new Map<unknown, Words>([
  [
    'resuming',
    (resource) =>
      new DataApiProblem(
        'DatabaseResumingException',
        `The Aurora DB instance ${resource} is resuming after being auto-paused. Please wait a few seconds and try again.`,
      ),
  ],
  ['not enabled', (resource) => new DataApiProblem('HttpEndpointNotEnabledException', notEnabled(resource))],
  ['not enabled, a bad request', (resource) => badRequest(notEnabled(resource))],
  [
    'unavailable',
    () =>
      new DataApiProblem(
        'DatabaseUnavailableException',
        "The writer instance in the DB cluster isn't available.",
      ),
  ],
]);

/** The pauses of a database that a test asks for: how long, and in which words it refuses meanwhile. */
export const pauses = () => {
  let until = 0;
  let words: Words | undefined;
  const pause = ({ seconds, as = 'resuming' }: { seconds?: unknown; as?: unknown }): string => {
    if (typeof seconds !== 'number' || !(seconds >= 0)) throw badRequest('seconds must be a number from 0');
    if (!WORDS.has(as)) throw badRequest(`as must be one of: ${[...WORDS.keys()].join('; ')}`);
    words = WORDS.get(as);
    until = Date.now() + seconds * 1000;
    return JSON.stringify({ seconds, as });
  };
  const refuseWhilePaused = (resource?: string): void => {
    if (words && Date.now() < until) throw words(resource);
  };
  return { pause, refuseWhilePaused };
};
