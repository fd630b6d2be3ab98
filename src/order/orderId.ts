import { createHmac, randomUUID } from 'node:crypto';

/**
 * The id of a new order: a random UUID, or with an idempotency key always the same one (UUID version 8 from
 * HMAC-SHA-256), which nobody can work out without the server's secret.
 */
export const orderIdFor = (idempotencyKey: string | undefined, secret: string): string => {
  if (idempotencyKey === undefined) return randomUUID();
  const bytes = createHmac('sha256', secret).update(idempotencyKey).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
