import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

const body = (index: number) =>
  JSON.stringify({
    name: `Customer ${index}`,
    email: `customer-${index}@example.com`,
    phone: '+1 212 555 0100',
    street: '1 Garden Row',
    city: 'New York',
    customerType: 'B2C',
    market: index % 2 ? 'US' : 'MX',
    products: 'BB001,BL001',
    totalPrice: 30000,
  });

/** One HTTP request of JSON; gives the answer, or rejects for a status other than `expected`. */
export const call = <Answer>(url: string, expected: number, method = 'GET', text?: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers =
      text === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const sent = request(url, { agent, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString();
        if (response.statusCode === expected) resolve(JSON.parse(answer) as Answer);
        else reject(new Error(`${response.statusCode} ${url}: ${answer}`));
      });
    });
    sent.on('error', reject).end(text);
  });

/** Orders once; gives the order's id. */
export const order = async (api: string, index: number): Promise<string> =>
  (await call<{ orderId: string }>(`${api}/createOrder`, 202, 'POST', body(index))).orderId;

/** Many customers who each order again as soon as they are answered; gives the time of each answer in ms. */
export const rush = async (api: string, customers: number, orders: number): Promise<number[]> => {
  const times: number[] = [];
  let next = 0;
  const customer = async () => {
    for (let index = next++; index < orders; index = next++) {
      const started = performance.now();
      await order(api, index);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: customers }, customer));
  return times;
};
