import { startBankServer } from './bankServer.ts';

// The banks as a process of their own: `node bank.ts PORT FILE`. It can be killed without the shop, and the shop without it.
const [port = '', file = ''] = process.argv.slice(2);

const server = await startBankServer({ port: Number(port), file });
process.send?.({ type: 'ready' });

const leave = async (): Promise<never> => {
  await server.stop();
  process.exit(0);
};
process.on('SIGTERM', () => void leave());
// Whoever started it is gone: nobody will end it any more.
process.on('disconnect', () => void leave());
