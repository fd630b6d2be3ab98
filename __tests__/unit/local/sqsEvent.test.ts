import { expect, test } from '@jest/globals';
import { failedMessageIds } from '../../../infra/local/messaging/sqsEvent.ts';

const batch = ['a', 'b', 'c'];

test.each([
  ['no answer', ''],
  ['null', 'null'],
  ['an empty object', '{}'],
  ['null instead of a list', '{"batchItemFailures":null}'],
  ['an empty list', '{"batchItemFailures":[]}'],
])('given %s, when a function reports failures one by one, then every message is handled', (_, payload) => {
  expect([...failedMessageIds(payload, batch)]).toEqual([]);
});

test('given some ids, then only those messages come again', () => {
  const payload =
    '{"batchItemFailures":[{"itemIdentifier":"b"},{"itemIdentifier":"c"},{"itemIdentifier":"b"}]}';
  expect([...failedMessageIds(payload, batch)]).toEqual(['b', 'c']);
});

test.each([
  ['broken JSON', '{'],
  ['a text', '"done"'],
  ['failures that are no list', '{"batchItemFailures":"b"}'],
  ['an empty id', '{"batchItemFailures":[{"itemIdentifier":""}]}'],
  ['no id', '{"batchItemFailures":[null]}'],
  ['a misspelt key', '{"batchItemFailures":[{"messageId":"b"}]}'],
  ['an id from elsewhere', '{"batchItemFailures":[{"itemIdentifier":"b"},{"itemIdentifier":"z"}]}'],
])('given %s, then the whole batch has failed', (_, payload) => {
  expect([...failedMessageIds(payload, batch)]).toEqual(batch);
});
