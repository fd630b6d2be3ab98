import { Readable } from 'node:stream';
import type { CallError } from '../instance.ts';
import { call } from './door.ts';

interface Mail {
  signal?: AbortSignal;
  [field: string]: unknown;
}

type Plugin = (mail: { message: { createReadStream(): Readable }; data: Mail }, done: () => void) => void;

const failed = ({ name, message, code, ...more }: CallError) =>
  Object.assign(new Error(message), more, { code: code ?? (name === 'AbortError' ? 'EABORT' : 'ESOCKET') });

const asked = async (operation: string, { signal, ...mail }: Mail) => {
  const answer = await call('smtp', operation, mail, { signal });
  if ('error' in answer) throw failed(answer.error);
};

/** A mail server that first hears of sender and recipient, and then gets the mail whole: a crash can fall between. */
export const createTransport = () => {
  const plugins: Plugin[] = [];
  return {
    use: (_step: string, plugin: Plugin) => void plugins.push(plugin),
    async sendMail(mail: Mail) {
      const message = { createReadStream: () => Readable.from(['']) };
      for (const plugin of plugins) plugin({ message, data: mail }, () => undefined);
      await asked('Recipient', mail);
      // All of it has left: only now whoever listens to the stream hears of its end.
      message.createReadStream().emit('end');
      await asked('Data', mail);
    },
  };
};
