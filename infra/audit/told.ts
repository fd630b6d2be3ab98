import type { OrderStatus } from '../../src/contracts/fields.ts';

/** When something was asked and answered, and how: `status` is undefined where no answer came. */
interface Asked {
  askedAt: number;
  at: number;
  status: number | undefined;
  /** Of the refusal. */
  code?: string | undefined;
}

/** A try to order, and what the customer was told. */
export interface ToldOfOrder extends Asked {
  ask: 'createOrder';
  /** The Idempotency-Key that was sent; undefined where the shop was to make one. */
  key: string | undefined;
  email: string;
  lines: readonly { sku: string; quantity: number }[];
  totalUsd: number;
  /** Of the answer. */
  orderId?: string | undefined;
}

/** A try to book a delivery, or to change it. */
export interface ToldOfBooking extends Asked {
  ask: 'bookDelivery';
  orderId: string;
  time: number;
  replaces?: number | undefined;
  /** Of the answer: what is booked; null where it says that nothing is. */
  bookedTime?: number | null | undefined;
}

/** A command of a customer or an operator to end an order. */
export interface ToldOfCancelling extends Asked {
  ask: 'cancelOrder';
  orderId: string;
  /** Of the answer: what becomes of the money. */
  money?: string | null | undefined;
}

/** A refund that an operator has asked for. */
export interface ToldOfRefund extends Asked {
  ask: 'refundOrder';
  orderId: string;
  key: string;
  /** Of the answer. */
  refundId?: string | null | undefined;
}

/** A look at the status page. */
export interface ToldOfStatus extends Asked {
  ask: 'orderStatus';
  orderId: string;
  /** Of the answer. */
  orderStatus?: OrderStatus | undefined;
  payment?: string | undefined;
  deliveryTime?: number | null | undefined;
}

/** What somebody has asked the shop, and what he was told. */
export type Told = ToldOfOrder | ToldOfBooking | ToldOfCancelling | ToldOfRefund | ToldOfStatus;

/** What was told of one kind of question. */
export const toldOf = <Ask extends Told['ask']>(told: readonly Told[], ask: Ask) =>
  told.filter((each): each is Extract<Told, { ask: Ask }> => each.ask === ask);

/** Done, as the customer was told. */
export const isYes = ({ status }: Asked): boolean => status !== undefined && status < 300;

/** Refused for good, or turned away before anything was done (429). */
export const isNo = ({ status }: Asked): boolean => status !== undefined && status >= 400 && status < 500;

/** Nobody knows whether it was done. */
export const isDoubt = (asked: Asked): boolean => !isYes(asked) && !isNo(asked);
