import { randomUUID } from 'node:crypto';
import type { DetailOf } from '../src/contracts/events.ts';
import { CreateOrder } from '../src/contracts/requests.ts';
import type { OrderInput } from '../src/platform/databaseSchema.ts';
import { metadata } from '../src/platform/eventBus.ts';

/** What Ann, an individual in the United States, sends to order a bonsai and two lilies. */
export const anOrderRequest = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: 'Ann Lee',
  email: 'ann@example.com',
  phone: '+1 212 555 0100',
  street: '1 Garden Row',
  city: 'New York',
  customerType: 'B2C',
  market: 'US',
  products: 'BB001,BL001,BL001',
  totalPrice: 45000,
  ...changes,
});

/** The same as createOrder sees it after validation. */
export const aCreateOrder = (changes: Record<string, unknown> = {}): CreateOrder =>
  CreateOrder.parse(anOrderRequest(changes));

/** The order as the database service stores it. */
export const anOrder = (changes: Partial<OrderInput> = {}): OrderInput => ({
  orderId: randomUUID(),
  name: 'Ann Lee',
  email: 'ann@example.com',
  phone: '+1 212 555 0100',
  street: '1 Garden Row',
  city: 'New York',
  customerType: 'B2C',
  market: 'US',
  products: 'BB001,BL001,BL001',
  lines: [
    { sku: 'BB001', quantity: 1, unitPrice: 15000 },
    { sku: 'BL001', quantity: 2, unitPrice: 15000 },
  ],
  totalPrice: 45000,
  localPrice: 45000,
  currency: 'USD',
  testId: 0,
  correlationId: 'correlation-1',
  ...changes,
});

/** What OrderCreated says of that order. */
export const anOrderCreated = (changes: Partial<DetailOf<'OrderCreated'>> = {}): DetailOf<'OrderCreated'> => {
  const { correlationId, orgNumber, paymentId, testId, payment: _, keyHash: __, ...order } = anOrder();
  return {
    ...order,
    testId: testId ?? 0,
    ...(orgNumber && { orgNumber }),
    ...(paymentId && { paymentId }),
    metadata: metadata(correlationId),
    ...changes,
  };
};

/** A query for tests that don't look at what is asked. */
export const A_QUERY = `query AnyOrder($id: ID!) { getOrder(id: $id) { status } }`;

/** A request from the gateway, as Lambda receives it. */
export const aGatewayRequest = ({
  body,
  method = 'POST',
  headers = { 'Content-Type': 'application/json' },
  query = null,
  path = null,
}: {
  body?: unknown;
  method?: string;
  headers?: Record<string, string>;
  query?: Record<string, string> | null;
  path?: Record<string, string> | null;
}) =>
  ({
    httpMethod: method,
    headers,
    queryStringParameters: query,
    pathParameters: path,
    isBase64Encoded: false,
    body: typeof body === 'string' ? body : JSON.stringify(body ?? null),
  }) as never;

/** A batch of messages as SQS hands it to a consumer, each for the nth time. */
export const attempted = (attempt: number, ...bodies: unknown[]) =>
  ({
    Records: bodies.map((body, index) => ({
      messageId: `message-${index}`,
      receiptHandle: `receipt-${index}`,
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:acme-webshop-local-placeOrder',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      attributes: { ApproximateReceiveCount: String(attempt) },
    })),
  }) as never;

/** The same for the first time. */
export const aBatch = (...bodies: unknown[]) => attempted(1, ...bodies);

/** What Lambda tells a function of its invocation: how much of its time is left. */
export const anInvocation = ({ milliseconds = 28_000 } = {}) =>
  ({ getRemainingTimeInMillis: () => milliseconds }) as never;

/** An event as EventBridge puts it on a queue. */
export const anEnvelope = (name: string, detail: unknown) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': name,
  source: 'acmecorp.order',
  detail,
});

/** Keeps the log's lines from the output; gives those written so far. */
export const linesLogged = () => {
  const lines: Record<string, unknown>[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(JSON.parse(String(text)) as Record<string, unknown>);
    return true;
  });
  return () => lines;
};
