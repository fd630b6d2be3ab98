/**
 * Works through inputs in as few rounds as possible such that no round has an order twice: one SQL
 * statement can't touch a row twice. `work` gives its results by order id; they come back in input order.
 */
export const inRounds = async <Input extends { orderId: string }, Result>(
  inputs: readonly Input[],
  work: (round: Input[]) => Promise<Map<string, Result>>,
): Promise<Result[]> => {
  const results = new Array<Result>(inputs.length);
  let waiting = [...inputs.entries()];
  while (waiting.length > 0) {
    const round = new Map<string, [number, Input]>();
    const later: typeof waiting = [];
    for (const entry of waiting) {
      if (round.has(entry[1].orderId)) later.push(entry);
      else round.set(entry[1].orderId, entry);
    }
    const found = await work([...round.values()].map(([, input]) => input));
    for (const [orderId, [index]] of round) {
      const result = found.get(orderId);
      if (result === undefined) throw new Error(`The database gave no result for order ${orderId}`);
      results[index] = result;
    }
    waiting = later;
  }
  return results;
};
