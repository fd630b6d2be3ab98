import fc from 'fast-check';
import type * as z from 'zod/mini';
import { almost } from './almost.ts';
import { headers, type Input, requestsWith } from './hostile.ts';

/** A route as its generators and its judge know it. */
export interface Door {
  /** The file of src that has its handler. */
  file: string;
  inputs: fc.Arbitrary<Input>;
  /** What it answers where it does what it is asked; refusals are the same for all, but where it gives files. */
  answers: z.ZodMiniType | 'a file';
  /** Set where there is nothing to refuse, or to accept. */
  always?: 'accepts' | 'refuses';
}

/** A route with a JSON body: right, almost right and hostile. */
export const post = (file: string, answers: z.ZodMiniType, right: fc.Arbitrary<unknown>): Door => ({
  file,
  answers,
  inputs: requestsWith(right, almost(right)),
});

/** GET requests: each parameter right, spoilt, missing or joined by another. */
export const get = (
  file: string,
  answers: Door['answers'],
  query: fc.Arbitrary<Record<string, string>>,
  path: fc.Arbitrary<string>,
): Door => ({
  file,
  answers,
  inputs: fc.record({ body: fc.constant(null), headers, query, path }, { noNullPrototype: true }),
});
