import { appendFileSync, readFileSync } from 'node:fs';
import { graphBreaks } from '../../../infra/contracts/graphBreaks.ts';
import { composed } from '../../../infra/graphql/publicGraph.ts';
import { subgraphs } from '../../../infra/subgraphs.ts';
import { aCopy } from './aCopy.ts';

const DELIVERY = 'src/delivery/graph/schema.graphql';
const RELEASED = 'docs/contracts/released.graphql';

describe('The public graph in "npm run check"', () => {
  const { change, path, run } = aCopy();

  test('is out of date after a change of a subgraph, until it is made again', () => {
    change(DELIVERY, '  remaining: Int!', '  remaining: Int!\n  "How many it has in all."\n  places: Int');
    expect(run('infra/docs/write.ts', '--check')).toEqual({
      status: 1,
      stderr:
        'src/graph/supergraph.graphql is out of date: run "npm run docs"\n' +
        'src/delivery/graph/schema.ts is out of date: run "npm run docs"\n',
    });
    expect(run('infra/docs/write.ts')).toEqual({ status: 0, stderr: '' });
    expect(run('infra/docs/write.ts', '--check')).toEqual({ status: 0, stderr: '' });
    expect(readFileSync(path('src/graph/supergraph.graphql'), 'utf8')).toContain('places: Int');
  });

  test('can’t be made of subgraphs that contradict each other', () => {
    change(DELIVERY, '  deliveryChanges: Int', '  status: Int');
    const { status, stderr } = run('infra/docs/write.ts', '--check');
    expect(status).toBe(1);
    expect(stderr).toContain('Order.status');
    expect(stderr).toContain(DELIVERY);
  });

  test('may not lose what clients of the last release ask for', () => {
    expect(run('infra/contracts/check.ts')).toEqual({ status: 0, stderr: '' });
    appendFileSync(path(RELEASED), '\nextend type Slot {\n  places: Int\n}\n');
    expect(run('infra/contracts/check.ts', '--release')).toEqual({
      status: 1,
      stderr: expect.stringMatching(
        /^public graph: Slot\.places was removed\. Keep it, mark it @deprecated/,
      ) as string,
    });
  });

  test('is noted by a release, with what came in addition', () => {
    change(RELEASED, '  remaining: Int!\n', '');
    expect(run('infra/contracts/check.ts', '--release')).toEqual({ status: 0, stderr: '' });
    expect(readFileSync(path(RELEASED), 'utf8')).toBe(readFileSync(RELEASED, 'utf8'));
  });
});

describe('Subgraphs', () => {
  test.each([
    ['say different things of one field', '  deliveryChanges: Int', '  status: Int', 'Order.status'],
    [
      'both tell what belongs to one',
      '  remaining: Int!\n}',
      '  remaining: Int!\n}\ntype OrderStep { at: Float! }',
      'OrderStep.at',
    ],
    ['name a type that nobody has', '  remaining: Int!', '  remaining: Places!', 'Places'],
    [
      'call different things by one name',
      'input BookDeliveryInput {',
      'input OrderLineInput { productId: Int! }\ninput BookDeliveryInput {',
      'OrderLineInput',
    ],
  ])('make no graph when they %s', (_, from, to, named) => {
    expect(() => composed()).not.toThrow();
    const changed = subgraphs().map((part) => ({ ...part, text: part.text.replace(from, to) }));
    expect(() => composed(changed)).toThrow(named);
  });
});

describe('A change of the public graph', () => {
  const released = `
    type Query { order(id: ID!, long: Boolean): Order }
    type Order { id: ID! price: Int! note: String kind: Kind! }
    enum Kind { PLANT COURSE }
    type Mutation { book(input: Book!): Order }
    input Book { id: ID! time: Float }`;

  const after = (from: string, to: string) => {
    expect(released).toContain(from);
    return graphBreaks(released, released.replace(from, to));
  };

  test.each([
    ['a field has vanished', 'note: String', '', 'Order.note was removed'],
    ['an operation has vanished', 'type Mutation { book(input: Book!): Order }', '', 'Mutation was removed'],
    ['a field may be null', 'price: Int!', 'price: Int', 'Order.price changed type from Int! to Int'],
    ['a type changes', 'price: Int!', 'price: Float!', 'Order.price changed type from Int! to Float!'],
    ['a value has vanished', 'PLANT COURSE', 'PLANT', 'COURSE was removed from enum type Kind'],
    ['an argument has vanished', ', long: Boolean', '', 'arg long was removed'],
    ['an argument is new and required', 'long: Boolean', 'long: Boolean, how: Int!', 'required arg how'],
    [
      'a field of an input is new and required',
      'time: Float',
      'time: Float, how: Int!',
      'required field how',
    ],
    ['a field of an input becomes required', 'time: Float', 'time: Float!', 'Book.time changed type'],
  ])('breaks clients when %s', (_, from, to, complaint) => {
    expect(after(from, to).join('\n')).toContain(complaint);
  });

  test.each([
    ['a field comes', 'note: String', 'note: String colour: String'],
    ['a value comes', 'PLANT COURSE', 'PLANT COURSE SEED'],
    ['a field is never null any more', 'note: String', 'note: String!'],
    ['a field of an input may be left out', 'id: ID! time', 'id: ID time'],
    ['an optional argument comes', 'long: Boolean', 'long: Boolean, how: Int'],
    ['a field is deprecated', 'note: String', 'note: String @deprecated(reason: "told elsewhere")'],
  ])('breaks nobody when %s', (_, from, to) => {
    expect(after(from, to)).toEqual([]);
  });
});
