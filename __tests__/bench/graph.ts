import { call } from './customers.ts';

const QUESTIONS = 300;
const WARM_UP = 100;

const QUERY = `
  query ($id: ID!) {
    order(id: $id) { status payment deliveryTime lines { name quantity } history { status at } }
    deliveryTimes(market: US) { time remaining }
  }`;

/** How long one question over both services takes, in ms: three calls of theirs, and three SQL statements. One after the other. */
export const timeOfQuestions = async (api: string, orderId: string): Promise<number[]> => {
  const body = JSON.stringify({ query: QUERY, variables: { id: orderId } });
  const times: number[] = [];
  for (let each = 0; each < WARM_UP + QUESTIONS; each++) {
    const started = performance.now();
    const { errors } = await call<{ errors?: unknown }>(`${api}/graphql`, 200, 'POST', body);
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    times.push(performance.now() - started);
  }
  return times.slice(WARM_UP);
};
