import { type RunningShop, until } from '../runningShop.ts';

/** An answer of the API: its status, headers and JSON. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { errors?: { field: string }[] };
}

/** A mail as the mailbox tells of it. */
export interface Mail {
  subject: string;
  to: { address: string; name: string }[];
  text: string;
  html: string;
  headers: Record<string, string>;
  attachments?: { fileName?: string; generatedFileName?: string; contentType?: string }[];
}

const answerOf = async (response: Response): Promise<Answer> => ({
  status: response.status,
  headers: response.headers,
  body: (await response.json()) as Answer['body'],
});

/** What a customer, or an operator, does with a running shop. */
export const shopperIn = (shop: Pick<RunningShop, 'api' | 'mailbox'>) => {
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    answerOf(
      await fetch(`${shop.api}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  const get = async (path: string) => answerOf(await fetch(`${shop.api}${path}`));
  const status = async (orderId: string) => (await get(`/orders/${orderId}`)).body['status'];
  return {
    post,
    get,
    /** Orders and gives the id. */
    order: async (request: unknown, headers: Record<string, string> = {}) => {
      const answer = await post('/createOrder', request, headers);
      if (answer.status !== 202) throw new Error(`no order: ${JSON.stringify(answer.body)}`);
      return String(answer.body['orderId']);
    },
    whenStatus: (orderId: string, wanted: string) =>
      until(`order ${orderId} ${wanted}`, async () => (await status(orderId)) === wanted),
    /** The mails that have come to an address, once there are so many. */
    mails: (address: string, count: number) =>
      until(`${count} mails to ${address}`, async () => {
        const url = `${shop.mailbox}/api/email?to.address=${encodeURIComponent(address)}`;
        const found = (await (await fetch(url)).json()) as Mail[];
        return found.length >= count && found;
      }),
  };
};
