/**
 * The only file that reaches into the insides of fauxqs. Its public startFauxqs() listens on every interface whatever its `host` says,
 * and keeps its stores to itself. The version is pinned, and __tests__/integration/fauxqs.test.ts names what we build on.
 */
export { PersistenceManager } from '../../../node_modules/fauxqs/dist/persistence.js';
export { S3Store } from '../../../node_modules/fauxqs/dist/s3/s3Store.js';
export { SnsStore } from '../../../node_modules/fauxqs/dist/sns/snsStore.js';
export { SqsStore, type SqsQueue } from '../../../node_modules/fauxqs/dist/sqs/sqsStore.js';
export type { InflightEntry } from '../../../node_modules/fauxqs/dist/sqs/sqsTypes.js';
