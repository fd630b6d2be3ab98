import { deploymentsFor, UNPROTECTED } from '../../../infra/deploy/deployment.ts';

describe('Deploying a stage', () => {
  const args = ['--stage', 'prod', '--package', 'package'];

  test('for the first time leaves nothing when it fails: protection comes with a second deployment', () => {
    expect(deploymentsFor(args, { isFirst: true, isProtected: true })).toEqual([
      ['--stage', 'prod', ...UNPROTECTED],
      args,
    ]);
  });

  test('again, or without protection, is one deployment as it was asked for', () => {
    expect(deploymentsFor(args, { isFirst: false, isProtected: true })).toEqual([args]);
    expect(deploymentsFor(args, { isFirst: true, isProtected: false })).toEqual([args]);
  });
});
