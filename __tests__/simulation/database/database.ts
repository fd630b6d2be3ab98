import type { Engine } from '../engine/engine.ts';
import type { CallAnswer } from '../lambda/instance.ts';
import { type Answer, type Arrived, refusal, type Serve } from '../cloud/serve.ts';
import type { Session, Statement } from './session.ts';

const ENDED: Record<string, object> = {
  BeginTransaction: { transactionId: 'transaction' },
  CommitTransaction: { transactionStatus: 'Transaction Committed' },
  RollbackTransaction: { transactionStatus: 'Rollback Complete' },
};

/** Runs a statement, and hands its answer on when all else stands still. */
export type Execute = (arrived: Arrived, answer: Answer) => void;

/** Statements run one after the other. */
export const oneByOne =
  (engine: Engine, session: Session): Execute =>
  ({ payload, site }, answer) =>
    engine.later(
      session.execute(payload as Statement, engine.now).then((result) => () => {
        engine.trace(`SQL ${site} ${JSON.stringify(result)}`);
        answer(result);
      }),
    );

/** The RDS Data API: it may be paused, down, or undo a statement that it has begun. */
export const dataApiOver =
  (engine: Engine, execute: Execute, isDown: (who: string) => boolean): Serve =>
  (arrived, answer) => {
    const { operation, site, about } = arrived;
    if (isDown('database') || engine.fault('databaseDown', site, about))
      return answer(refusal('DatabaseUnavailableException', 504));
    if (isDown('database pauses') || engine.fault('databasePaused', site, about))
      return answer(refusal('DatabaseResumingException', 400));
    if (engine.fault('databaseDeadlock', site, about)) return answer(deadlock);
    if (operation === 'ExecuteStatement') return execute(arrived, answer);
    return answer({ value: ENDED[operation] });
  };

const deadlock: CallAnswer = {
  error: {
    name: 'DatabaseErrorException',
    message: 'ERROR: deadlock detected; SQLState: 40P01',
    status: 400,
  },
};
