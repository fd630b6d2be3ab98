import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

// Their texts, put in by webpack (infra/bundles/explorerFiles.ts).
declare const EXPLORER_FILES: Readonly<Record<string, string>>;

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

// Nothing from elsewhere, and no script or style in the page itself. The fonts stand in the style sheet.
const POLICY = [
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; font-src data:",
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
].join('; ');

const answer = (statusCode: number, type: string | undefined, body: string): APIGatewayProxyResult => ({
  statusCode,
  headers: {
    'Content-Type': type ?? 'text/plain; charset=utf-8',
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  },
  body,
});

/** Serves GraphiQL, a page to try the public graph with, on stages that tell their schema. */
export const handler = async ({ pathParameters }: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const name = pathParameters?.['file'] ?? 'page.html';
  return Object.hasOwn(EXPLORER_FILES, name)
    ? answer(200, TYPES[name.split('.').at(-1)!], EXPLORER_FILES[name]!)
    : answer(404, undefined, 'There is no such file.\n');
};
