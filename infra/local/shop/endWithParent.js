// Preloaded into `serverless offline`, so that it never outlives its use.
// It also loads into the handlers' threads, which have no parent to lose.
import { isMainThread } from 'node:worker_threads';

const LOOK_MS = 250;

if (isMainThread && process.connected) {
  // When the shop that started it is killed.
  process.on('disconnect', () => process.exit());
  process.channel.unref();
  // When it has failed: it sets its exit code, but webpack's watcher would keep it alive.
  setInterval(() => process.exitCode && process.exit(), LOOK_MS).unref();
}
