import { createHmac, type Hmac } from 'node:crypto';
import type { CreateOrder } from '../contracts/requests.ts';
import { wantedIn } from './rules.ts';

/** An e-mail address as it counts for whose order it is: without outer spaces, in lower case. */
export const addressOf = (email: string): string => email.trim().toLowerCase();

/** What an order is known by. */
export interface OrderKeys {
  orderId: string;
  /** Stands for the key and the customer at the payment provider and in the store. */
  keyHash: string;
}

// Each field of the request that the customer sent, in an order that does not depend on how he sent it.
const contentsOf = ({ email: _, products: __, lines: ___, ...fields }: CreateOrder, wanted: object): string =>
  JSON.stringify([...Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1)), wanted]);

// A UUID of version 8, which leaves its other bits to whoever makes it (RFC 9562).
const uuidOf = (hmac: Hmac): string => {
  const bytes = hmac.digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/**
 * The id of an order and the hash of its key, which nobody can work out without the server's secret. The same key, customer
 * and contents always have the same id; other contents under the same key have another id and the same hash, by which
 * the bank or the store finds them out. Another customer who chose the same key has nothing to do with it.
 */
export const orderKeys = (idempotencyKey: string, request: CreateOrder, secret: string): OrderKeys => {
  const address = addressOf(request.email);
  const owner = `${idempotencyKey}\n${address}`;
  const hmac = (text: string) => createHmac('sha256', secret).update(text);
  return {
    keyHash: hmac(owner).digest('base64url'),
    orderId: uuidOf(hmac(`${owner}\n${contentsOf(request, wantedIn(request))}`)),
  };
};
