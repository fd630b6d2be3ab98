// Made by `npm run docs` from the GraphQL schemas and the queries in the code: don't edit.
/* eslint-disable */
import type { Market } from '../../contracts/fields.ts';
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
  /** The times that a market still offers, and how many places are left in each. */
  deliveryTimes: Maybe<Array<Slot>>;
};

export type QueryDeliveryTimesArgs = {
  market: Market;
};

export type Mutation = {
  /** Books the delivery of an order, or changes it once: then replaces is the time that is booked. */
  bookDelivery: Order;
};

export type MutationBookDeliveryArgs = {
  input: BookDeliveryInput;
};

export type Order = {
  id: Scalars['ID']['output'];
  /** In ms since 1970; null until it is booked. */
  deliveryTime: Maybe<Scalars['Float']['output']>;
  deliveryChanges: Maybe<Scalars['Int']['output']>;
};

/** time is in ms since 1970. */
export type Slot = {
  time: Scalars['Float']['output'];
  remaining: Scalars['Int']['output'];
};

export type BookDeliveryInput = {
  orderId: Scalars['ID']['input'];
  deliveryTime: Scalars['Float']['input'];
  replaces?: InputMaybe<Scalars['Float']['input']>;
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
  Market: Market;
  Query: ResolverTypeWrapper<unknown>;
  Mutation: ResolverTypeWrapper<unknown>;
  Order: ResolverTypeWrapper<Order>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Slot: ResolverTypeWrapper<Slot>;
  BookDeliveryInput: BookDeliveryInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: unknown;
  Mutation: unknown;
  Order: Order;
  ID: Scalars['ID']['output'];
  Float: Scalars['Float']['output'];
  Int: Scalars['Int']['output'];
  Slot: Slot;
  BookDeliveryInput: BookDeliveryInput;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
};

export type MarketResolvers = EnumResolverSignature<{ US?: any; MX?: any }, ResolversTypes['Market']>;

export type QueryResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = {
  deliveryTimes?: Resolver<
    Maybe<Array<ResolversTypes['Slot']>>,
    ParentType,
    ContextType,
    RequireFields<QueryDeliveryTimesArgs, 'market'>
  >;
};

export type MutationResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  bookDelivery?: Resolver<
    ResolversTypes['Order'],
    ParentType,
    ContextType,
    RequireFields<MutationBookDeliveryArgs, 'input'>
  >;
};

export type OrderResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  deliveryTime?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  deliveryChanges?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SlotResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Slot'] = ResolversParentTypes['Slot'],
> = {
  time?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type Resolvers<ContextType = unknown> = {
  Market?: MarketResolvers;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  Slot?: SlotResolvers<ContextType>;
};

/** The resolvers that must be there: of each query and mutation, and what finds an entity by its key. */
export type NeededResolvers = {
  Query: Required<QueryResolvers>;
  Mutation: Required<MutationResolvers>;
  Order: { __resolveReference(reference: Pick<Order, 'id'>): Promise<Order | null> };
};
