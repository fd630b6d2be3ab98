const HEADER = `// Made by \`npm run docs\` from the GraphQL schemas and the queries in the code: don't edit.
/* eslint-disable */
`;

// The generator exports again what it imports from contracts, in a way that verbatimModuleSyntax does not allow.
const EXPORTED_AGAIN = /^export \{ \w+ \};\n/gm;

/** A generated file of types. */
export const fileOf = (types: string): string => HEADER + types.replace(EXPORTED_AGAIN, '');
