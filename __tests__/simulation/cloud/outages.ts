import type { Engine } from '../engine/engine.ts';

const MINUTE = 60_000;

/** Tells whether somebody is out of reach just now: for whole minutes, by chance. */
export const outages = (engine: Engine) => {
  const known = new Map<string, boolean>();
  return (who: string): boolean => {
    const name = `${who}|minute${Math.floor(engine.now / MINUTE) % 100_000}`;
    const isOut = known.get(name) ?? engine.fault('outage', name);
    known.set(name, isOut);
    return isOut && !engine.isQuiet;
  };
};
