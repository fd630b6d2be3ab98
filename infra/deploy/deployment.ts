/** Begins a stage without anything that would survive a failed try: deletion protection, last snapshots. */
export const UNPROTECTED = ['--param', 'protection=false', '--param', 'databaseDeletionPolicy=Delete'];

const withoutPackage = (args: readonly string[]): string[] => {
  const at = args.indexOf('--package');
  return at < 0 ? [...args] : args.filter((_, index) => index !== at && index !== at + 1);
};

/**
 * The arguments of each `serverless deploy` that brings a stage up. The first deployment of a protected stage runs
 * unprotected, from this checkout, so that CloudFormation can roll it back whole; the second one protects it.
 */
export const deploymentsFor = (
  args: readonly string[],
  { isFirst, isProtected }: { isFirst: boolean; isProtected: boolean },
): string[][] =>
  isFirst && isProtected ? [[...withoutPackage(args), ...UNPROTECTED], [...args]] : [[...args]];
