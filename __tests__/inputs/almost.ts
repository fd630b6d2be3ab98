import fc from 'fast-check';
import { badField, badNumber, badText, badValue } from './values.ts';

type Tree = Record<string | number, unknown>;
type Path = (string | number)[];

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

const keysOf = (tree: Tree): (string | number)[] =>
  Array.isArray(tree) ? tree.map((_, index) => index) : Object.keys(tree);

/** Where something stands in a value: each field and each item, however deep. */
const placesIn = (value: unknown, path: Path = []): Path[] =>
  isTree(value)
    ? keysOf(value).flatMap((key) => [[...path, key], ...placesIn(value[key], [...path, key])])
    : [];

// Not an assignment: "__proto__" is to be a field like any other, as JSON.parse makes it.
const put = (tree: Tree, key: string | number, value: unknown): void =>
  void Object.defineProperty(tree, key, { value, enumerable: true, configurable: true, writable: true });

const parentOf = (root: Tree, path: Path): Tree =>
  path.slice(0, -1).reduce<Tree>((tree, key) => tree[key] as Tree, root);

const removed = (tree: Tree, key: string | number): void => {
  if (Array.isArray(tree)) tree.splice(Number(key), 1);
  else delete tree[key];
};

const change = fc.oneof(
  fc.record({ kind: fc.constant('value' as const), value: badValue }),
  fc.record({ kind: fc.constant('like' as const), text: badText, number: badNumber }),
  fc.record({ kind: fc.constant('remove' as const) }),
  fc.record({ kind: fc.constant('add' as const), field: badField, value: badValue }),
  fc.record({ kind: fc.constantFrom('wrap' as const, 'text' as const, 'repeat' as const, 'pad' as const) }),
);

type Change = typeof change extends fc.Arbitrary<infer Each> ? Each : never;

/** What stands there instead. */
const instead = (present: unknown, how: Exclude<Change, { kind: 'remove' | 'add' }>): unknown => {
  if (how.kind === 'value') return how.value;
  if (how.kind === 'like') return typeof present === 'number' ? how.number : how.text;
  if (how.kind === 'text') return String(present);
  if (how.kind === 'pad') return typeof present === 'string' ? ` ${present.toUpperCase()} ` : present;
  if (how.kind === 'wrap') return [present];
  return Array.isArray(present) ? Array(120).fill(present).flat() : [present, present];
};

const changed = (whole: unknown, nth: number, how: Change): unknown => {
  const root: Tree = { whole: structuredClone(whole) };
  const places = placesIn(root);
  const path = places[nth % places.length]!;
  const [tree, key] = [parentOf(root, path), path.at(-1)!];
  if (how.kind === 'remove') removed(tree, key);
  else if (how.kind === 'add') put(isTree(tree[key]) ? tree[key] : tree, how.field, how.value);
  else put(tree, key, instead(tree[key], how));
  return root['whole'];
};

/** A value with one thing wrong in it: a wrong type, text or number, something missing or too much. */
export const almost = (right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(right, fc.nat(), change).map(([whole, nth, how]) => changed(whole, nth, how));
