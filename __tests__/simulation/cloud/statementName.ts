const names = new Map<string, string>();

/** A short name for an SQL statement: what it writes first, what was announced before aside; else how it begins. */
export const statementName = (sql: string): string => {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const body = sql.replace(/^with settled as \([^]*?skip locked\)\n\)/, '');
  const [written] = /(?:insert into|update|delete from) \w+/.exec(body) ?? [];
  const name = (written ?? body.trim().slice(0, 24)).replaceAll(/\s+/g, '_');
  names.set(sql, name);
  return name;
};
