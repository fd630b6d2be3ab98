import { packageTemplates } from '../../infra/deploy/serverless.ts';
import { CANARIES, OPERATOR } from './packaged.ts';

/** Packages dev and prod once for all tests of this project; dev with an operator to be told of alarms. */
export default async () => {
  await Promise.all([
    packageTemplates('dev', { ...CANARIES, ALARM_EMAIL: OPERATOR }),
    packageTemplates('prod', CANARIES),
  ]);
};
