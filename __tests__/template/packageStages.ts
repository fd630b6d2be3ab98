import { packageTemplates } from '../../infra/deploy/serverless.ts';
import { CANARIES, OPERATOR } from './packaged.ts';

/**
 * Packages dev and prod once for all tests of this project; dev with an operator to be told of alarms. One after the
 * other: both use the same folder on the way.
 */
export default async () => {
  await packageTemplates('dev', { ...CANARIES, ALARM_EMAIL: OPERATOR });
  await packageTemplates('prod', CANARIES);
};
