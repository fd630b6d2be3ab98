import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Conflict, cursorAt, cursorOf, type Entry, idIn, type Ledger } from './ledger.ts';
import type { Payment } from './payment.ts';

// Made when first used, as everything that reads settings. The bucket stands in the path, as every S3 understands.
let client: S3Client | undefined;
const s3 = () => (client ??= new S3Client({ forcePathStyle: true }));

const isCode = (error: unknown, ...codes: number[]) =>
  error instanceof S3ServiceException && codes.includes(error.$metadata.httpStatusCode ?? 0);

/**
 * A ledger in an S3 bucket: an object for each payment, written on condition that nobody else wrote it meanwhile, and
 * a small object for each cursor, written before, so that a listing misses nothing. No database has to be awake for it.
 */
export const s3Ledger = (bucket: string): Ledger => {
  const paymentKey = (id: string) => `payments/${id}.json`;
  const created = (bank: string) => `created/${bank}/`;

  const read = async (id: string): Promise<Entry | undefined> => {
    try {
      const { Body, ETag = '' } = await s3().send(
        new GetObjectCommand({ Bucket: bucket, Key: paymentKey(id) }),
      );
      return { payment: JSON.parse((await Body?.transformToString()) ?? '') as Payment, version: ETag };
    } catch (error) {
      if (isCode(error, 404)) return undefined;
      throw error;
    }
  };

  return {
    read,
    async write(payment, version) {
      if (version === undefined)
        await s3().send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: created(payment.bank) + cursorOf(payment),
            Body: payment.id,
          }),
        );
      try {
        await s3().send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: paymentKey(payment.id),
            Body: JSON.stringify(payment),
            ContentType: 'application/json',
            ...(version === undefined ? { IfNoneMatch: '*' } : { IfMatch: version }),
          }),
        );
      } catch (error) {
        // 412: another state stands; 409: another write is under way; 404: there is no state to write over.
        if (isCode(error, 404, 409, 412)) throw new Conflict();
        throw error;
      }
    },
    async list({ bank, from, to, after, limit }) {
      const { Contents = [] } = await s3().send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: created(bank),
          StartAfter: created(bank) + (after ?? cursorAt(from)),
          MaxKeys: limit,
        }),
      );
      const cursors = Contents.map(({ Key = '' }) => Key.slice(created(bank).length));
      const wanted = cursors.filter((cursor) => cursor < cursorAt(to));
      const entries = await Promise.all(wanted.map((cursor) => read(idIn(cursor))));
      return {
        // A cursor without its payment is one whose writing was broken off, or that lost a race.
        payments: entries.flatMap((entry, index) =>
          entry && cursorOf(entry.payment) === wanted[index] ? [entry.payment] : [],
        ),
        next: cursors.length === limit && wanted.length === limit ? cursors.at(-1) : undefined,
      };
    },
  };
};
