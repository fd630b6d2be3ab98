import { Readable } from 'node:stream';
import type { CallError } from '../instance.ts';
import { call } from './door.ts';

interface Mail {
  signal?: AbortSignal;
  [field: string]: unknown;
}

type Plugin = (mail: { message: { createReadStream(): Readable }; data: Mail }, done: () => void) => void;

// As nodemailer has it, whatever the socket's own code was.
const codeOf = ({ name, code = 'ECONNRESET' }: CallError) => {
  if (name === 'AbortError') return 'EABORT';
  return code === 'ECONNRESET' ? 'ESOCKET' : code;
};

const failed = ({ message, ...more }: CallError) =>
  Object.assign(new Error(message), more, { code: codeOf({ message, ...more }) });

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
