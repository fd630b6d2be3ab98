import { hunt } from './hunt.ts';
import { openSimulator } from './simulate.ts';

/** What safeguards.ts asks of this process: to hunt for what is wrong without a safeguard. */
export interface Asked {
  name: string;
  most: number;
}

const shop = await openSimulator();

process.on('message', ({ name, most }: Asked) => {
  void hunt(name, most, shop).then(
    (hunted) => process.send!(hunted),
    (error: unknown) => process.send!({ name, seeds: 0, innocent: String(error) }),
  );
});
process.once('disconnect', () => void shop.stop());
process.send!('ready');
