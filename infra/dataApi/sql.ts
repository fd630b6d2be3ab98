import { badRequest } from './problem.ts';
import type { BoundValue } from './values.ts';

/** A statement with its named parameters cut out: piece, name, piece, name, …, piece. */
export type ParsedSql = { pieces: string[]; names: string[] };

// Strings, quoted identifiers, comments and casts are matched so as to be passed over.
const TOKENS =
  /(?<!\w)[eE]'[^'\\]*(?:(?:''|\\[\s\S])[^'\\]*)*'|'[^']*'|"[^"]*"|--[^\n]*|\/\*|(?<![\w$])\$(?:[A-Za-z_]\w*)?\$|::|:([A-Za-z_]\w*)|;/g;

// What a later call on the same connection would notice.
const SESSION =
  /^\s*(?:set|reset|begin|start|commit|end|abort|rollback|prepare|deallocate|listen|declare|load|discard)\b|\btemp(?:orary)?\b|\bset_config\b|\bpg_(?:try_)?advisory_lock/i;

const afterComment = (sql: string, start: number): number => {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(sql); mark; mark = marks.exec(sql)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return sql.length;
};

const afterDollarQuote = (sql: string, tag: string, start: number): number => {
  const end = sql.indexOf(tag, start);
  return end === -1 ? sql.length : end + tag.length;
};

const refuseSecondStatement = (rest: string): void => {
  if (/^(?:[\s;]|--[^\n]*|\/\*[\s\S]*?\*\/)*$/.test(rest)) return;
  throw badRequest("Multistatements aren't supported");
};

/**
 * Finds the named parameters (`:name`) of one statement, and nothing that only looks like one.
 * Throws BadRequestException when a second statement follows, or when it would change its session.
 */
export const parseSql = (sql: string): ParsedSql => {
  if (SESSION.test(sql)) throw badRequest('Statements that change their session are not supported');
  const pieces: string[] = [];
  const names: string[] = [];
  const tokens = new RegExp(TOKENS);
  let start = 0;
  for (let token = tokens.exec(sql); token; token = tokens.exec(sql)) {
    const [text, name] = token;
    if (name !== undefined) {
      pieces.push(sql.slice(start, token.index));
      names.push(name);
      start = tokens.lastIndex;
    } else if (text === '/*') tokens.lastIndex = afterComment(sql, token.index);
    else if (text.startsWith('$')) tokens.lastIndex = afterDollarQuote(sql, text, tokens.lastIndex);
    else if (text === ';') refuseSecondStatement(sql.slice(token.index));
  }
  pieces.push(sql.slice(start));
  return { pieces, names };
};

/** The statement for PostgreSQL: numbered parameters, each with the type that the caller gave it. */
export const numberedSql = ({ pieces, names }: ParsedSql, bound: Map<string, BoundValue>): string => {
  const numbers = new Map([...new Set(names)].map((name, index) => [name, index + 1]));
  return pieces.reduce((text, piece, index) => {
    const name = names[index - 1] ?? '';
    const type = bound.get(name)?.type;
    return `${text}$${numbers.get(name)}${type ? `::${type}` : ''}${piece}`;
  });
};
