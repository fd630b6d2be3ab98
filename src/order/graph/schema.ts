// Made by `npm run docs` from the GraphQL schemas and the queries in the code: don't edit.
/* eslint-disable */
import type { CancelReason } from '../../contracts/fields.ts';
import type { Currency } from '../../contracts/fields.ts';
import type { CustomerType } from '../../contracts/fields.ts';
import type { Market } from '../../contracts/fields.ts';
import type { OrderStatus } from '../../contracts/fields.ts';
import type { PaymentState } from '../../contracts/fields.ts';
import type { GraphQLResolveInfo } from 'graphql';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
};

export type Query = {
  /** An order, as whoever knows its id may see it: nothing of its customer. Null for an unknown id. */
  order: Maybe<Order>;
};

export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
};

export type Mutation = {
  /** Takes an order as POST /createOrder does. Whoever gets no answer, or a doubt, asks again with the same idempotencyKey. */
  placeOrder: OrderReceipt;
};

export type MutationPlaceOrderArgs = {
  input: PlaceOrderInput;
};

/** An order. totalPrice is in US cents, localPrice in hundredths of currency, times are in ms since 1970. */
export type Order = {
  id: Scalars['ID']['output'];
  status: OrderStatus;
  market: Market;
  lines: Array<OrderLine>;
  /** How many plants in all. */
  quantity: Scalars['Int']['output'];
  totalPrice: Scalars['Int']['output'];
  localPrice: Scalars['Float']['output'];
  currency: Currency;
  payment: PaymentState;
  cancelledReason: Maybe<CancelReason>;
  refunds: Array<OrderRefund>;
  history: Maybe<Array<OrderStep>>;
};

/** Price in US cents and name as they were; the name in the language of the order's market. */
export type OrderLine = {
  productId: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  quantity: Scalars['Int']['output'];
  price: Scalars['Int']['output'];
};

export type OrderStep = {
  status: OrderStatus;
  at: Scalars['Float']['output'];
};

/** localAmount is in hundredths of the order's currency. */
export type OrderRefund = {
  at: Scalars['Float']['output'];
  localAmount: Scalars['Float']['output'];
};

/** An order that was taken; it can be asked for as soon as it is stored, a moment later. */
export type OrderReceipt = {
  id: Scalars['ID']['output'];
  status: Scalars['String']['output'];
  quantity: Scalars['Int']['output'];
  totalPrice: Scalars['Int']['output'];
  lines: Array<OrderLine>;
  /** Repeats the request safely. */
  idempotencyKey: Scalars['String']['output'];
};

/** totalPrice is what the customer was shown, in US cents. */
export type PlaceOrderInput = {
  lines: Array<OrderLineInput>;
  totalPrice: Scalars['Int']['input'];
  name: Scalars['String']['input'];
  email: Scalars['String']['input'];
  phone: Scalars['String']['input'];
  street: Scalars['String']['input'];
  city: Scalars['String']['input'];
  customerType: CustomerType;
  market: Market;
  orgNumber?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey: Scalars['String']['input'];
};

export type OrderLineInput = {
  productId: Scalars['ID']['input'];
  quantity: Scalars['Int']['input'];
};

export type ResolverTypeWrapper<T> = Promise<T> | T;

export type Resolver<
  TResult,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<
  TResult,
  TKey extends string,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<
  TTypes,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
> = (parent: TParent, context: TContext, info: GraphQLResolveInfo) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  obj: T,
  context: TContext,
  info: GraphQLResolveInfo,
) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<
  TResult = Record<PropertyKey, never>,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CancelReason: CancelReason;
  Currency: Currency;
  CustomerType: CustomerType;
  Market: Market;
  OrderStatus: OrderStatus;
  PaymentState: PaymentState;
  Query: ResolverTypeWrapper<unknown>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Mutation: ResolverTypeWrapper<unknown>;
  Order: ResolverTypeWrapper<Order>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  OrderLine: ResolverTypeWrapper<OrderLine>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  OrderStep: ResolverTypeWrapper<OrderStep>;
  OrderRefund: ResolverTypeWrapper<OrderRefund>;
  OrderReceipt: ResolverTypeWrapper<OrderReceipt>;
  PlaceOrderInput: PlaceOrderInput;
  OrderLineInput: OrderLineInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: unknown;
  ID: Scalars['ID']['output'];
  Mutation: unknown;
  Order: Order;
  Int: Scalars['Int']['output'];
  Float: Scalars['Float']['output'];
  OrderLine: OrderLine;
  String: Scalars['String']['output'];
  OrderStep: OrderStep;
  OrderRefund: OrderRefund;
  OrderReceipt: OrderReceipt;
  PlaceOrderInput: PlaceOrderInput;
  OrderLineInput: OrderLineInput;
  Boolean: Scalars['Boolean']['output'];
};

export type CancelReasonResolvers = EnumResolverSignature<
  {
    PAYMENT_FAILED?: any;
    UNAVAILABLE?: any;
    BY_CUSTOMER?: any;
    BY_OPERATOR?: any;
    KEY_REUSED?: any;
    OVER_LIMIT?: any;
  },
  ResolversTypes['CancelReason']
>;

export type CurrencyResolvers = EnumResolverSignature<{ USD?: any; MXN?: any }, ResolversTypes['Currency']>;

export type CustomerTypeResolvers = EnumResolverSignature<
  { B2C?: any; B2B?: any },
  ResolversTypes['CustomerType']
>;

export type MarketResolvers = EnumResolverSignature<{ US?: any; MX?: any }, ResolversTypes['Market']>;

export type OrderStatusResolvers = EnumResolverSignature<
  { PLACED?: any; STOCKED?: any; DELIVERY_BOOKED?: any; DELIVERED?: any; COMPLETED?: any; CANCELLED?: any },
  ResolversTypes['OrderStatus']
>;

export type PaymentStateResolvers = EnumResolverSignature<
  { PENDING?: any; PAID?: any; BY_INVOICE?: any; NOTHING_TO_PAY?: any; REFUNDED?: any },
  ResolversTypes['PaymentState']
>;

export type QueryResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = {
  order?: Resolver<
    Maybe<ResolversTypes['Order']>,
    ParentType,
    ContextType,
    RequireFields<QueryOrderArgs, 'id'>
  >;
};

export type MutationResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  placeOrder?: Resolver<
    ResolversTypes['OrderReceipt'],
    ParentType,
    ContextType,
    RequireFields<MutationPlaceOrderArgs, 'input'>
  >;
};

export type OrderResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  market?: Resolver<ResolversTypes['Market'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totalPrice?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  localPrice?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['PaymentState'], ParentType, ContextType>;
  cancelledReason?: Resolver<Maybe<ResolversTypes['CancelReason']>, ParentType, ContextType>;
  refunds?: Resolver<Array<ResolversTypes['OrderRefund']>, ParentType, ContextType>;
  history?: Resolver<Maybe<Array<ResolversTypes['OrderStep']>>, ParentType, ContextType>;
};

export type OrderLineResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine'],
> = {
  productId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderStepResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['OrderStep'] = ResolversParentTypes['OrderStep'],
> = {
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type OrderRefundResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['OrderRefund'] = ResolversParentTypes['OrderRefund'],
> = {
  at?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  localAmount?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type OrderReceiptResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['OrderReceipt'] = ResolversParentTypes['OrderReceipt'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totalPrice?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  idempotencyKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = unknown> = {
  CancelReason?: CancelReasonResolvers;
  Currency?: CurrencyResolvers;
  CustomerType?: CustomerTypeResolvers;
  Market?: MarketResolvers;
  OrderStatus?: OrderStatusResolvers;
  PaymentState?: PaymentStateResolvers;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  OrderStep?: OrderStepResolvers<ContextType>;
  OrderRefund?: OrderRefundResolvers<ContextType>;
  OrderReceipt?: OrderReceiptResolvers<ContextType>;
};

/** The resolvers that must be there: of each query and mutation, and what finds an entity by its key. */
export type NeededResolvers = {
  Query: Required<QueryResolvers>;
  Mutation: Required<MutationResolvers>;
  Order: { __resolveReference(reference: Pick<Order, 'id'>): Promise<Order | null> };
};
