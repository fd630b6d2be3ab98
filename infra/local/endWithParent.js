// Preloaded into `serverless offline`: when the shop that started it is killed, it must not stay behind.
// It also loads into the handlers' threads, which have no parent to lose.
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.connected) process.on('disconnect', () => process.exit());
