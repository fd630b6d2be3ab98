import type * as z from 'zod/mini';
import { OrderId } from './fields.ts';

/** What an event can be about, and what an id of it looks like. */
export const subjects = { order: OrderId } as const satisfies Record<string, z.ZodMiniType<string>>;

/** A kind of subject. */
export type Subject = keyof typeof subjects;

/** The field that holds the id of a subject: in events, requests and log lines alike. */
export type SubjectField = `${Subject}Id`;

/** The field that holds the id of a subject of this kind. */
export const fieldOf = <Kind extends Subject>(kind: Kind): `${Kind}Id` => `${kind}Id`;

/** The kinds of subjects. */
export const kinds = Object.keys(subjects) as Subject[];

/** The ids of subjects that an input names; what is no id may be anything, and is left out. */
export const subjectsIn = (input: unknown): Partial<Record<SubjectField, string>> => {
  if (typeof input !== 'object' || input === null) return {};
  const found = kinds.map((kind) => {
    const { success, data } = subjects[kind].safeParse((input as Record<string, unknown>)[fieldOf(kind)]);
    return success ? { [fieldOf(kind)]: data } : {};
  });
  return Object.assign({}, ...found) as Partial<Record<SubjectField, string>>;
};
