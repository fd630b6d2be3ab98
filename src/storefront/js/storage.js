const memory = new Map();

// A browser may forbid either storage, or have no room left in it; what the tab itself keeps is then the newer.
const stores = [() => sessionStorage, () => localStorage];

const tryTo = (act) => {
  try {
    return act();
  } catch {
    return undefined;
  }
};

const textUnder = (key) => {
  if (memory.has(key)) return memory.get(key);
  return stores
    .map((storage) => tryTo(() => storage().getItem(key)))
    .find((text) => typeof text === 'string');
};

/** Reads what was stored under a key; undefined for nothing and for broken content. */
export const stored = (key) => tryTo(() => JSON.parse(textUnder(key))) ?? undefined;

/** Stores a value for all tabs; where the browser has no room for that, for this tab, or until the page is left. */
export const store = (key, value) => {
  const text = JSON.stringify(value);
  const keepIn = (storage) =>
    tryTo(() => {
      storage().setItem(key, text);
      return true;
    });
  memory.delete(key);
  if (keepIn(() => localStorage)) tryTo(() => sessionStorage.removeItem(key));
  else if (!keepIn(() => sessionStorage)) memory.set(key, text);
};
