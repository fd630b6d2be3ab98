const memory = new Map();

const textUnder = (key) => {
  try {
    return localStorage.getItem(key) ?? memory.get(key);
  } catch {
    return memory.get(key);
  }
};

/** Reads what was stored under a key; undefined for nothing and for broken content. */
export const stored = (key) => {
  try {
    return JSON.parse(textUnder(key)) ?? undefined;
  } catch {
    return undefined;
  }
};

/** Stores a value; where the browser forbids that, it is kept until the page is left. */
export const store = (key, value) => {
  const text = JSON.stringify(value);
  try {
    localStorage.setItem(key, text);
  } catch {
    memory.set(key, text);
  }
};
