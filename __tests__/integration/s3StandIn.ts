import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * As much of S3 as a ledger needs, over HTTP for the unmodified SDK: GetObject, ListObjectsV2, and PutObject with the
 * conditions that S3 documents (If-None-Match: *, If-Match: an ETag; 412 when they don't hold). fauxqs ignores them.
 */
export const startS3StandIn = async () => {
  const objects = new Map<string, { body: string; etag: string }>();

  const put = (key: string, body: string, ifMatch?: string, ifNoneMatch?: string) => {
    const standing = objects.get(key);
    if (ifNoneMatch === '*' && standing) return { status: 412 };
    if (ifMatch !== undefined && !standing) return { status: 404 };
    if (ifMatch !== undefined && standing?.etag !== ifMatch) return { status: 412 };
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    objects.set(key, { body, etag });
    return { status: 200, etag };
  };

  const list = (query: URLSearchParams) => {
    const [prefix, after] = [query.get('prefix') ?? '', query.get('start-after') ?? ''];
    const keys = [...objects.keys()].sort().filter((key) => key.startsWith(prefix) && key > after);
    const page = keys.slice(0, Number(query.get('max-keys') ?? 1000));
    const contents = page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
    return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${page.length < keys.length}</IsTruncated>${contents}</ListBucketResult>`;
  };

  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://s3.invalid');
      // Virtual-hosted or not, the bucket is no part of the key.
      const key = decodeURIComponent(url.pathname.replace(/^\/bank\/?/, ''));
      const header = (name: string) => request.headers[name]?.toString();
      if (request.method === 'PUT') {
        const { status, etag } = put(key, body, header('if-match'), header('if-none-match'));
        response.writeHead(status, etag ? { etag } : {}).end();
      } else if (url.searchParams.has('list-type')) {
        response.writeHead(200, { 'content-type': 'application/xml' }).end(list(url.searchParams));
      } else {
        const found = objects.get(key);
        response.writeHead(found ? 200 : 404, found ? { etag: found.etag } : {}).end(found?.body);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
