import { HOST, ports as standardPorts } from '../../localPlaces.ts';
import type { PortName, Ports } from '../../localPlaces.ts';

/** The standard ports, with some of them exchanged. */
export const portsWith = (chosen: Partial<Record<PortName, number>> = {}): Ports => {
  const names = Object.keys(standardPorts) as PortName[];
  const given = (name: PortName) => ({
    ...standardPorts[name],
    port: chosen[name] ?? standardPorts[name].port,
  });
  return Object.fromEntries(names.map((name) => [name, given(name)])) as Ports;
};

/** Where a shop can be reached: addresses for a browser, and those of its local AWS. */
export type Addresses = Record<
  'shop' | 'api' | 'mailbox' | 'lambda' | 'dataApi' | 'queues' | 'events' | 'control' | 'postgres' | 'bank',
  string
>;

/** The addresses of a shop on these ports. */
export const addressesOf = (ports: Ports): Addresses => {
  const at = (name: PortName) => `http://${HOST}:${ports[name].port}`;
  const shop = `http://localhost:${ports.shop.port}`;
  return {
    shop,
    api: `${shop}/api`,
    mailbox: `http://localhost:${ports.mailbox.port}`,
    lambda: at('lambda'),
    dataApi: at('dataApi'),
    queues: at('queues'),
    events: at('events'),
    control: at('control'),
    bank: at('bank'),
    postgres: `postgres://webshop@${HOST}:${ports.postgres.port}/webshop`,
  };
};

/** The environment that points the handlers' unmodified clients to the local cloud. */
export const environmentFor = (ports: Ports, { shop, ...at }: Addresses): Record<string, string> => ({
  AWS_ENDPOINT_URL_EVENTBRIDGE: at.events,
  AWS_ENDPOINT_URL_SQS: at.queues,
  AWS_ENDPOINT_URL_RDS_DATA: at.dataApi,
  AWS_ENDPOINT_URL_LAMBDA: at.lambda,
  SMTP_URL: `smtp://${HOST}:${ports.smtp.port}`,
  BANK_URL: at.bank,
  STOREFRONT_URL: shop,
});
