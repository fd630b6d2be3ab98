const API_LINE = /^\/api\/\*.*(\n|$)/gm;

/** Netlify's `_redirects` with the one line that leads /api to a stage's API; all other lines stay. */
export const withApi = (redirects: string, apiUrl: string): string => {
  const others = redirects.replace(API_LINE, '').trimEnd();
  return `${others}${others && '\n'}/api/* ${apiUrl}/:splat 200!\n`;
};
