import type { IncomingMessage } from 'node:http';

/**
 * Whether a request may set faults: a page in the developer's browser can reach 127.0.0.1, but can neither set this
 * header unasked nor name this host.
 */
export const mayControl = ({ headers }: IncomingMessage): boolean =>
  headers['x-local-control'] === 'yes' && /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '');
