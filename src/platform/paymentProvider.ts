import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { Outage } from './outage.ts';
import { settings } from './settings.ts';

const ProviderPayment = z.object({
  id: z.string(),
  status: z.enum(['authorised', 'captured', 'voided', 'expired']),
  amount: z.int(),
  currency: z.string(),
  captured: z.int(),
  refunded: z.int(),
  metadata: z.record(z.string(), z.string()),
  createdAt: z.int(),
  expiresAt: z.int(),
});

/** A payment as its provider knows it. Amounts in hundredths of `currency`, times in ms since 1970. */
export type ProviderPayment = z.infer<typeof ProviderPayment>;

const Listed = z.object({ payments: z.array(ProviderPayment), next: z.nullable(z.string()) });

/** Why a provider says no, as its API names it. */
export type RefusalCode =
  | 'declined'
  | 'idempotency_key_reused'
  | 'unknown_payment'
  | 'wrong_state'
  | 'amount_too_large'
  | 'capture_refused'
  | 'authorisation_expired';

/** The provider's explicit no. Nothing else is one: whatever else goes wrong is an Outage, after which nobody knows. */
export class RefusedByProvider extends Error {
  override readonly name = 'RefusedByProvider';
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(`The payment provider says: ${code}`);
    this.code = code;
  }
}

/** What is to be held of a customer's money. `metadata` comes back with the payment; values of 500 characters at most. */
export interface Authorisation {
  idempotencyKey: string;
  amount: number;
  currency: string;
  email: string;
  metadata: Record<string, string>;
}

/**
 * A payment provider with manual capture. The same idempotency key is done once, and refused for anything else. Each
 * call rejects with RefusedByProvider, or with an Outage when there is no answer in time.
 */
export interface PaymentProvider {
  authorise(authorisation: Authorisation): Promise<ProviderPayment>;
  /** The payment under a key that was authorised, or undefined. */
  find(idempotencyKey: string): Promise<ProviderPayment | undefined>;
  get(id: string): Promise<ProviderPayment | undefined>;
  capture(id: string, amount: number, idempotencyKey: string): Promise<ProviderPayment>;
  void(id: string, idempotencyKey: string): Promise<ProviderPayment>;
  refund(id: string, amount: number, idempotencyKey: string): Promise<ProviderPayment>;
  /** Payments created in [from, to), oldest first; `next` is where the following page begins. */
  list(window: { from: number; to: number; after?: string | undefined }): Promise<{
    payments: ProviderPayment[];
    next: string | undefined;
  }>;
}

interface Request {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
}

type Send = (request: Request) => Promise<{ status: number; body: unknown }>;

/** Well inside createOrder's ten seconds. */
const DEADLINE_MS = 5000;

const agent = new Agent({ keepAlive: true });

// Not fetch, which takes three times the processor's time.
const overHttp =
  (url: string): Send =>
  ({ path, method, headers, body = '' }) =>
    new Promise((resolve, reject) => {
      const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) };
      const call = request(`${url}${path}`, { agent, method, headers: { ...headers, ...length } });
      const late = setTimeout(
        () => call.destroy(new Error(`no answer within ${DEADLINE_MS} ms`)),
        DEADLINE_MS,
      );
      call.on('close', () => clearTimeout(late)).on('error', reject);
      call.on('response', (response) => {
        const answer = (said: string) => ({
          status: response.statusCode ?? 0,
          body: JSON.parse(said) as unknown,
        });
        text(response).then(answer).then(resolve, reject);
      });
      call.end(body);
    });

let client: LambdaClient | undefined;

const overInvoke: Send = async (request) => {
  client ??= new LambdaClient({ maxAttempts: 1 });
  const command = new InvokeCommand({
    FunctionName: settings.bankFunction,
    Payload: JSON.stringify(request),
  });
  const { Payload, FunctionError } = await client.send(command, {
    abortSignal: AbortSignal.timeout(DEADLINE_MS),
  });
  if (FunctionError || !Payload) throw new Error(`the bank failed: ${FunctionError}`);
  return JSON.parse(Buffer.from(Payload).toString()) as Awaited<ReturnType<Send>>;
};

const send: Send = async (request) => {
  try {
    return await (settings.bankUrl === undefined ? overInvoke : overHttp(settings.bankUrl))(request);
  } catch (error) {
    throw new Outage('The payment provider did not answer.', { cause: error });
  }
};

const refusals = {
  declined: 402,
  capture_refused: 402,
  authorisation_expired: 402,
  unknown_payment: 404,
  wrong_state: 409,
  amount_too_large: 409,
  idempotency_key_reused: 422,
} satisfies Record<RefusalCode, number>;

const isRefusal = (status: number, code: unknown): code is RefusalCode =>
  typeof code === 'string' && refusals[code as RefusalCode] === status;

const answered = <Schema extends z.ZodMiniType>(
  schema: Schema,
  { status, body }: Awaited<ReturnType<Send>>,
): z.output<Schema> => {
  const code = (body as { error?: unknown } | null)?.error;
  if (isRefusal(status, code)) throw new RefusedByProvider(code);
  const { success, data } = schema.safeParse(body);
  // An answer that nobody understands, such as a proxy's, says nothing of what was done.
  if (status >= 300 || !success) throw new Outage(`The payment provider answered ${status}.`);
  return data;
};

/** The provider of that id (contracts/markets.json), over the API that src/bank/api.ts describes. */
export const paymentProvider = (id: string): PaymentProvider => {
  const payments = `/${id}/v1/payments`;

  const get = async <Schema extends z.ZodMiniType>(schema: Schema, path: string) =>
    answered(schema, await send({ method: 'GET', path, headers: {} }));

  const post = async (path: string, idempotencyKey: string, body: object) =>
    answered(
      ProviderPayment,
      await send({
        method: 'POST',
        path,
        headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
        body: JSON.stringify(body),
      }),
    );

  const orNone = async <Result>(found: Promise<Result>): Promise<Result | undefined> => {
    try {
      return await found;
    } catch (error) {
      if (error instanceof RefusedByProvider && error.code === 'unknown_payment') return undefined;
      throw error;
    }
  };

  return {
    authorise: ({ idempotencyKey, ...asked }) => post(payments, idempotencyKey, asked),
    find: (key) => orNone(get(ProviderPayment, `${payments}?idempotency_key=${encodeURIComponent(key)}`)),
    get: (payment) => orNone(get(ProviderPayment, `${payments}/${payment}`)),
    capture: (payment, amount, key) => post(`${payments}/${payment}/capture`, key, { amount }),
    void: (payment, key) => post(`${payments}/${payment}/void`, key, {}),
    refund: (payment, amount, key) => post(`${payments}/${payment}/refund`, key, { amount }),
    async list({ from, to, after }) {
      const query = new URLSearchParams({
        created_from: `${from}`,
        created_to: `${to}`,
        ...(after && { after }),
      });
      const { payments: listed, next } = await get(Listed, `${payments}?${query}`);
      return { payments: listed, next: next ?? undefined };
    },
  };
};
