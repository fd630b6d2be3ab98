import type { QueryArrayConfig } from 'pg';
import { badRequest } from './problem.ts';
import { numberedSql, parseSql, type ParsedSql } from './sql.ts';
import { bindAll, type BoundValue, type WireParameter } from './values.ts';

type Form = { text: string; name?: string; uses: number };
type KnownSql = ParsedSql & { forms: Map<string, Form> };

// Built SQL would otherwise fill this process and the memory of each connection.
const KEPT = 500;

/**
 * Makes statements of SQL texts and parameters. Remembers what it parsed, and names a text that comes again,
 * so that each connection plans it once. Throws BadRequestException for a parameter that is missing.
 */
export const statementMaker = () => {
  let known = new Map<string, KnownSql>();
  let named = 0;
  const parsed = (sql: string): KnownSql => {
    const found = known.get(sql);
    if (found) return found;
    const fresh = { ...parseSql(sql), forms: new Map<string, Form>() };
    if (known.size < KEPT) known.set(sql, fresh);
    return fresh;
  };
  const formOf = (statement: KnownSql, bound: Map<string, BoundValue>, types: string): Form => {
    const form = statement.forms.get(types) ?? { text: numberedSql(statement, bound), uses: 0 };
    statement.forms.set(types, form);
    form.uses++;
    if (form.uses === 2 && named < KEPT) form.name = `s${++named}`;
    return form;
  };
  const make = (sql: string, parameters: WireParameter[]): QueryArrayConfig => {
    const statement = parsed(sql);
    const bound = bindAll(parameters);
    const used = [...new Set(statement.names)].map((name) => {
      const parameter = bound.get(name);
      if (!parameter) throw badRequest(`Cannot find parameter: ${name}`);
      return parameter;
    });
    const { text, name } = formOf(statement, bound, used.map(({ type }) => type).join());
    const values = used.map(({ value }) => value);
    return { name, text, values, rowMode: 'array' };
  };
  const forgetPlans = () => {
    known = new Map();
  };
  return { make, forgetPlans };
};
