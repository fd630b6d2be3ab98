const API_LINE = /^\/api\/\*.*(\n|$)/gm;

/** Netlify's `_redirects` without the way to the API: for deploys that must not reach prod, such as previews. */
export const withoutApi = (redirects: string): string => redirects.replace(API_LINE, '');

/** True when /api leads somewhere. */
export const leadsToApi = (redirects: string): boolean => withoutApi(redirects) !== redirects;

/** Netlify's `_redirects` with the one line that leads /api to a stage's API; all other lines stay. */
export const withApi = (redirects: string, apiUrl: string): string => {
  const others = withoutApi(redirects).trimEnd();
  return `${others}${others && '\n'}/api/* ${apiUrl}/:splat 200!\n`;
};
