// The messaging part of the local cloud in a process of its own, so that a test can kill it.
import { startMessaging, type Wiring } from '../../infra/local/messaging/messaging.ts';

const [dataDirectory = '', lambdaPort = '0', eventsPort = '0'] = process.argv.slice(2);
const messaging = await startMessaging({
  eventsPort: Number(eventsPort),
  queuesPort: 0,
  lambdaPort: Number(lambdaPort),
  dataDirectory,
  log: () => {},
});
const answers = {
  connect: async (wiring: Wiring) => messaging.connect(wiring),
  depths: async () => messaging.depths(),
  stop: async () => messaging.stop(),
};

process.on('message', ({ ask, wiring }: { ask: keyof typeof answers; wiring: Wiring }) => {
  answers[ask](wiring).then(
    (value) => process.send?.({ value: value ?? null }),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
process.on('disconnect', () => process.exit());
process.send?.({ value: messaging.ports });
