import { DatabaseError } from 'pg';

const STATUS = {
  BadRequestException: 400,
  DatabaseErrorException: 400,
  DatabaseResumingException: 400,
  HttpEndpointNotEnabledException: 400,
  StatementTimeoutException: 400,
  UnsupportedResultException: 400,
  TransactionNotFoundException: 404,
  InternalServerErrorException: 500,
  DatabaseUnavailableException: 504,
} as const;

/** A refusal of the RDS Data API: the name by which the SDK throws it, and the HTTP status it travels with. */
export class DataApiProblem extends Error {
  readonly type: keyof typeof STATUS;
  readonly status: number;

  constructor(type: keyof typeof STATUS, message: string) {
    super(message);
    this.type = type;
    this.status = STATUS[type];
  }
}

/** A refusal of what the caller sent. */
export const badRequest = (message: string): DataApiProblem =>
  new DataApiProblem('BadRequestException', message);

/** The refusal of an SQL statement by the database, worded as on Aurora: clients look for the SQLState in it. */
export const databaseError = (message: string, sqlState: string): DataApiProblem =>
  new DataApiProblem('DatabaseErrorException', `${message}; SQLState: ${sqlState}`);

const fromPostgres = (error: DatabaseError): DataApiProblem => {
  const { severity, message, detail, hint, position, code = 'XX000' } = error;
  if (code === '57014') return new DataApiProblem('StatementTimeoutException', 'Statement timed out');
  // The server is going down or came up a moment ago.
  if (code.startsWith('57P') || code.startsWith('08'))
    return new DataApiProblem('DatabaseUnavailableException', message);
  const more = Object.entries({ Detail: detail, Hint: hint, Position: position });
  const lines = more.filter(([, text]) => text).map(([name, text]) => `\n  ${name}: ${text}`);
  return databaseError(`${severity}: ${message}${lines.join('')}`, code);
};

/** Turns whatever went wrong into what the RDS Data API would answer. */
export const problemOf = (error: unknown): DataApiProblem => {
  if (error instanceof DataApiProblem) return error;
  if (error instanceof DatabaseError) return fromPostgres(error);
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (/^E(CONN|PIPE|HOST)/.test(code) || /^(Connection terminated|timeout exceeded when)/.test(message))
    return new DataApiProblem('DatabaseUnavailableException', message);
  console.error('RDS Data API:', error);
  return new DataApiProblem('InternalServerErrorException', message);
};
