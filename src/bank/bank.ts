import { setting, settings } from '../platform/settings.ts';
import { bankApi, type BankRequest } from './api.ts';
import { faultless, obedient } from './obedience.ts';
import { s3Ledger } from './s3Ledger.ts';

/**
 * The banks of a stage that has no contract with real ones: private, reached by Lambda Invoke with an HTTP request as
 * its payload. On a laptop the same API runs as a process of its own (infra/local/bank).
 */
export const handler = (request: BankRequest) =>
  bankApi({
    ledger: s3Ledger(setting('BANK_LEDGER')),
    faults: settings.fakesObeyTags ? obedient : faultless,
    now: Date.now,
  })(request);
