import { createHmac, randomUUID } from 'node:crypto';

/**
 * The id of a new order: a random UUID, or with an idempotency key always the same one (UUID version 8 from
 * HMAC-SHA-256), which nobody can work out without the server's secret. The customer's e-mail is part of it,
 * so that two customers who chose the same key don't get each other's order.
 */
export const orderIdFor = (idempotencyKey: string | undefined, email: string, secret: string): string => {
  if (idempotencyKey === undefined) return randomUUID();
  const bytes = createHmac('sha256', secret)
    .update(`${idempotencyKey}\n${email.toLowerCase()}`)
    .digest()
    .subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
