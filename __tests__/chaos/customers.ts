import { setTimeout } from 'node:timers/promises';
import type { OrderStatus } from '../../src/contracts/fields.ts';
import { isDoubt, isYes, type Told } from '../../infra/audit/told.ts';
import { type Customer, drawn, edited } from './drawnCustomer.ts';
import type { Random } from './random.ts';

// As long as the storefront waits for an answer.
const PATIENCE_MS = 20_000;

const LONGEST_PAUSE_MS = 10_000;

type Answered = { status: number | undefined; body: Record<string, unknown> };

const call = async (url: string, body?: object, key?: string): Promise<Answered> => {
  const headers = { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) };
  const request = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
  try {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) });
    const answer = (await response.json()) as Record<string, unknown>;
    // As the storefront sees it: without a code of ours it was not the shop that refused.
    const isOurs = response.ok || response.status === 429 || typeof answer['code'] === 'string';
    return { status: isOurs ? response.status : undefined, body: answer };
  } catch {
    return { status: undefined, body: {} };
  }
};

/** Customers of the shop at that address, who note all that they are told. */
export const customersOf = (api: string, random: Random) => {
  const told: Told[] = [];

  const ask = async <Note extends Partial<Told>>(note: Note, path: string, body?: object, key?: string) => {
    const askedAt = Date.now();
    const { status, body: answer } = await call(`${api}${path}`, body, key);
    const code = typeof answer['code'] === 'string' ? answer['code'] : undefined;
    return { ...note, askedAt, at: Date.now(), status, code, answer };
  };

  /** Asks again while it is in doubt, ever more rarely; gives the last answer. */
  const insist = async <Each extends { status: number | undefined; askedAt: number; at: number }>(
    tries: number,
    pauseMs: number,
    work: () => Promise<Each>,
  ): Promise<Each> => {
    for (let made = 1; ; made++) {
      const answer = await work();
      if (made >= tries || !(isDoubt(answer) || answer.status === 429)) return answer;
      await setTimeout(Math.min(pauseMs * 1.5 ** made, LONGEST_PAUSE_MS));
    }
  };

  const order = async ({ request, key }: Customer) => {
    const { email, lines, totalPrice } = request;
    const note = { ask: 'createOrder', key, email, lines, totalUsd: totalPrice } as const;
    const { answer, ...heard } = await ask(note, '/createOrder', request, key);
    const orderId = typeof answer['orderId'] === 'string' ? answer['orderId'] : undefined;
    told.push({ ...heard, orderId });
    return { ...heard, orderId };
  };

  const look = async (orderId: string) => {
    const { answer, ...heard } = await ask({ ask: 'orderStatus', orderId } as const, `/orders/${orderId}`);
    const orderStatus = answer['status'] as OrderStatus;
    const seen = {
      ...heard,
      ...(isYes(heard) && {
        orderStatus,
        payment: String(answer['payment']),
        deliveryTime: answer['deliveryTime'] as number | null,
      }),
    };
    told.push(seen);
    return seen;
  };

  const book = async (orderId: string, time: number, replaces?: number) => {
    const note = { ask: 'bookDelivery', orderId, time, replaces } as const;
    const body = { orderId, deliveryTime: time, ...(replaces !== undefined && { replaces }) };
    const { answer, ...heard } = await ask(note, '/bookDelivery', body);
    told.push({ ...heard, bookedTime: answer['deliveryTime'] as number | null | undefined });
    return heard;
  };

  const timesOf = async (market: string): Promise<number[]> => {
    const { body } = await call(`${api}/deliveryTimes?market=${market}`);
    return ((body['slots'] ?? []) as { time: number }[]).map(({ time }) => time);
  };

  const deliver = async (orderId: string, customer: Customer) => {
    const { request, place, changes, pauseMs } = customer;
    const times = await timesOf(request.market);
    if (times.length < 2) return;
    const first = Math.floor(place * times.length);
    const [time, other] = [times[first]!, times[(first + 1) % times.length]!];
    const booked = await insist(20, pauseMs, () => book(orderId, time));
    if (changes && isYes(booked)) await insist(20, pauseMs, () => book(orderId, other, time));
  };

  const command = async (orderId: string, { operator, request, key, pauseMs }: Customer) => {
    if (operator < 0.04)
      await insist(20, pauseMs, async () => {
        const note = { ask: 'cancelOrder', orderId } as const;
        const { answer, ...heard } = await ask(note, '/cancelOrder', { orderId });
        told.push({ ...heard, money: answer['money'] as string | null | undefined });
        return heard;
      });
    else if (operator < 0.1)
      await insist(20, pauseMs, async () => {
        const { sku } = request.lines[0]!;
        const lines = operator < 0.08 ? { lines: [{ sku, quantity: 1 }] } : {};
        const body = { orderId, reason: 'withered', idempotencyKey: key, ...lines };
        const note = { ask: 'refundOrder', orderId, key } as const;
        const { answer, ...heard } = await ask(note, '/refundOrder', body);
        told.push({ ...heard, refundId: answer['refundId'] as string | null | undefined });
        return heard;
      });
  };

  const follow = async (orderId: string, customer: Customer) => {
    for (let made = 1; made <= customer.looks; made++) {
      await setTimeout(Math.min(customer.pauseMs * 1.5 ** made, LONGEST_PAUSE_MS));
      const { orderStatus, payment } = await look(orderId);
      if (orderStatus === 'CANCELLED') return;
      if (orderStatus === 'STOCKED' && payment !== 'PENDING') {
        if (customer.books) await deliver(orderId, customer);
        break;
      }
    }
    await command(orderId, customer);
    await look(orderId);
  };

  return {
    told,
    /** One customer from the click to the last look; never rejects, for whatever happens to him is told. */
    async come(index: number): Promise<void> {
      const customer = drawn(random, index);
      const { tries, pauseMs, hasTwoTabs, isEdited } = customer;
      const tab = (each: Customer) => insist(tries, pauseMs, () => order(each));
      const other = isEdited ? edited(customer) : customer;
      const [answer] = await Promise.all([tab(customer), ...(hasTwoTabs ? [tab(other)] : [])]);
      if (isYes(answer) && answer.orderId !== undefined) await follow(answer.orderId, customer);
    },
  };
};

/** Customers who note what they are told. */
export type Customers = ReturnType<typeof customersOf>;
