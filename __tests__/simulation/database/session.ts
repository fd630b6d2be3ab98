import type { Socket } from 'node:net';
import pg from 'pg';
import { problemOf } from '../../../infra/dataApi/problem.ts';
import { executeAnswer, type ResultForm, type TextResult } from '../../../infra/dataApi/result.ts';
import { statementMaker } from '../../../infra/dataApi/statements.ts';
import { typeCatalogue } from '../../../infra/dataApi/types.ts';
import type { WireParameter } from '../../../infra/dataApi/values.ts';
import type { CallAnswer } from '../lambda/instance.ts';

/** What ExecuteStatement is asked. */
export interface Statement extends ResultForm {
  sql: string;
  parameters?: WireParameter[];
}

const asText = { getTypeParser: () => (text: string) => text };

const failure = (error: unknown): CallAnswer => {
  const { type, status, message } = problemOf(error);
  return { error: { name: type, message, status } };
};

/** A connection to the database, whose clock is told the simulation's time with each statement. */
export const openSession = async (url: string, seed: number) => {
  const options = {
    connectionString: url,
    types: asText,
    // The clock's question and the statement leave together, and nobody waits for the clock's answer.
    pipeline: true,
    options: `-c timezone=UTC -c datestyle=ISO -c search_path=sim,pg_catalog,public -c sim.seed=${seed}`,
  };
  const client = new pg.Client(options as pg.ClientConfig);
  client.on('error', () => undefined);
  await client.connect();
  const statements = statementMaker();
  const typesOf = typeCatalogue();
  let told = NaN;

  const tellTime = (now: number) => {
    if (now === told) return;
    told = now;
    const values = [new Date(now).toISOString()];
    void client.query({ name: 'clock', text: `select set_config('sim.now', $1, false)`, values });
  };

  // One packet for both.
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  const atOnce = <Result>(ask: () => Result): Result => {
    stream.cork();
    try {
      return ask();
    } finally {
      stream.uncork();
    }
  };

  const rowsOf = async (text: string) =>
    (await client.query<(string | null)[]>({ text, rowMode: 'array' })).rows;

  const execute = async (statement: Statement, now: number): Promise<CallAnswer> => {
    try {
      const query = statements.make(statement.sql, statement.parameters ?? []);
      const result: TextResult = await atOnce(() => {
        tellTime(now);
        return client.query(query);
      });
      const types = await typesOf(
        result.fields.map(({ dataTypeID }) => dataTypeID),
        rowsOf,
      );
      return { value: JSON.parse(executeAnswer(result, types, statement, 'fulfilled')) as unknown };
    } catch (error) {
      return failure(error);
    }
  };

  return { execute, tellTime, rowsOf, client, end: () => client.end() };
};

export type Session = Awaited<ReturnType<typeof openSession>>;
