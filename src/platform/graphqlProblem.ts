import { isProblemCode, type Problem } from '../contracts/problem.ts';

/** The one place where a refusal becomes the `extensions` of an error in the public graph. */
export const extensionsOf = ({ code, errors, more }: Problem): Record<string, unknown> => ({
  ...more,
  code,
  ...(errors && { errors }),
});

/** True for the extensions of an error that its reader may see: a refusal, and no fault of ours. */
export const isRefusal = ({ code }: Record<string, unknown>): boolean =>
  isProblemCode(code) && code !== 'INTERNAL';
