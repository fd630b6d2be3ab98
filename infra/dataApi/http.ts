import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { badRequest } from './problem.ts';
import { HOST } from '../localPlaces.ts';

const REQUEST_LIMIT = 4 * 1024 * 1024;

const textOf = (request: IncomingMessage): Promise<string> =>
  new Promise((done, refuse) => {
    const chunks: Buffer[] = [];
    let size = 0;
    // Reads on beyond the limit, or the client would see a broken connection instead of the answer.
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= REQUEST_LIMIT) chunks.push(chunk);
    });
    request.once('error', refuse);
    request.once('end', () => {
      if (size > REQUEST_LIMIT) refuse(badRequest('The request is larger than 4 MiB'));
      else done(Buffer.concat(chunks).toString());
    });
  });

/** The JSON object in a request; rejects with BadRequestException when there is none, or it exceeds 4 MiB. */
export const bodyOf = async (request: IncomingMessage): Promise<object> => {
  // A web page may post to this port, but not with this type unless we allowed it: no SQL from strangers.
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    throw badRequest('Content-Type must be application/json');
  const text = await textOf(request);
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) return body;
  } catch {
    // Answered below.
  }
  throw badRequest('The request is not a JSON object');
};

/** Answers with a JSON body. */
export const answer = (response: ServerResponse, status: number, body: string, headers = {}): void => {
  const length = Buffer.byteLength(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': length,
    'x-amzn-requestid': randomUUID(),
    ...headers,
  });
  response.end(body);
};

/** Listens on 127.0.0.1 and gives the port; rejects when it is taken, and names it. */
export const listen = (server: Server, port: number): Promise<number> =>
  new Promise((done, refuse) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      refuse(error.code === 'EADDRINUSE' ? new Error(`Port ${port} for the RDS Data API is taken`) : error),
    );
    server.listen(port, HOST, () => {
      const address = server.address();
      done(typeof address === 'object' && address ? address.port : port);
    });
  });
