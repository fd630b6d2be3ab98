import { resolve } from 'node:path';

const port = (name: string, standard: number): number => {
  const value = process.env[name];
  if (value === undefined || value === '') return standard;
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65535)
    throw new Error(`${name} must be a port number, but is "${value}"`);
  return Number(value);
};

/** The only interface that the local cloud binds to. */
export const HOST = '127.0.0.1';

/** Where each part of the local cloud listens: the port, and the environment variable that changes it. */
export const ports = {
  shop: { variable: 'SHOP_PORT', port: port('SHOP_PORT', 3000), what: 'shop and API' },
  gateway: { variable: 'GATEWAY_PORT', port: port('GATEWAY_PORT', 3001), what: 'API Gateway emulator' },
  lambda: { variable: 'LAMBDA_PORT', port: port('LAMBDA_PORT', 3002), what: 'Lambda Invoke' },
  mailbox: { variable: 'MAILBOX_PORT', port: port('MAILBOX_PORT', 1080), what: 'mailbox' },
  smtp: { variable: 'SMTP_PORT', port: port('SMTP_PORT', 1025), what: 'SMTP' },
  events: { variable: 'EVENTS_PORT', port: port('EVENTS_PORT', 4010), what: 'EventBridge' },
  queues: { variable: 'QUEUES_PORT', port: port('QUEUES_PORT', 4011), what: 'SQS' },
  dataApi: { variable: 'DATA_API_PORT', port: port('DATA_API_PORT', 4012), what: 'RDS Data API' },
  control: { variable: 'CONTROL_PORT', port: port('CONTROL_PORT', 4014), what: 'faults on demand' },
  bank: { variable: 'BANK_PORT', port: port('BANK_PORT', 4013), what: 'bank' },
  postgres: { variable: 'POSTGRES_PORT', port: port('POSTGRES_PORT', 5439), what: 'PostgreSQL' },
} as const;

/** The parts of the local cloud that listen. */
export type PortName = keyof typeof ports;

/** A port for each part, what it is for, and the environment variable that changes it. */
export type Ports = Record<PortName, { variable: string; port: number; what: string }>;

/** The one folder that holds everything the local cloud keeps between two runs (ignored by git). */
export const dataDirectory = resolve(process.env['DATA_DIRECTORY'] || '.local');
