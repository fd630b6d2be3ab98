import { createServer } from 'node:http';
import { resolve } from 'node:path';
import type { GatewayLimit } from '../../gatewayLimits.ts';
import { gatewayProxy } from './gatewayProxy.ts';
import { HOST } from '../../localPlaces.ts';
import { storefrontFiles } from './storefrontFiles.ts';

const API = /^\/api(?=[/?]|$)/;

/**
 * The one address of the local shop: the storefront's files, and under /api the API Gateway emulator,
 * whose own answers are told as the deployed gateway tells them. Rejects when the port is taken. `refresh` is called
 * before a file is read. `limits` turns away what is too much for the gateway, as on AWS; without them nobody is.
 */
export const startFrontDoor = async (options: {
  port: number;
  storefront: string;
  gateway: string;
  refresh?: () => Promise<void>;
  limits?: readonly GatewayLimit[];
}): Promise<{ stop(): Promise<void> }> => {
  const api = gatewayProxy(options.gateway, '/api', options.limits);
  const pages = storefrontFiles(resolve(options.storefront), options.refresh ?? (async () => {}));
  const server = createServer((request, response) => {
    if (API.test(request.url ?? '/')) api.pass(request, response);
    else pages(request, response);
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(options.port, HOST, listening);
  });
  const stop = async (): Promise<void> => {
    await new Promise<void>((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
    api.stop();
  };
  return { stop };
};
