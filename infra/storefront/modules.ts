// Prettier and lint keep imports in this form.
const IMPORTS = /^(?:import|export)\s(?:[^'";]*?\sfrom\s)?\s*'([^']+)'/gm;

/**
 * The addresses of the modules that a script imports, directly or through others, nearest first. `read` gives the text
 * of a file of the site. JSON is looked for but not told: browsers preload scripts only. Throws on a missing file.
 */
export const modulesOf = (script: string, read: (address: string) => string | undefined): string[] => {
  const found = new Set([script]);
  // A set takes in what is added to it while it is walked through.
  for (const module of found) {
    const text = read(module);
    if (text === undefined) throw new Error(`there is no ${module}`);
    if (module.endsWith('.json')) continue;
    for (const [, imported = ''] of text.matchAll(IMPORTS)) {
      const address = new URL(imported, `http://site${module}`).pathname;
      if (read(address) === undefined) throw new Error(`${module} imports ${imported}, which does not exist`);
      found.add(address);
    }
  }
  return [...found].filter((module) => module !== script && !module.endsWith('.json'));
};
