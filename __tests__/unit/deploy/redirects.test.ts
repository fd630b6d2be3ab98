import { readFileSync } from 'node:fs';
import { leadsToApi, withApi, withoutApi } from '../../../infra/deploy/redirects.ts';

const API = 'https://abc123.execute-api.eu-west-1.amazonaws.com/prod';
const LINE = `/api/* ${API}/:splat 200!`;

describe('The way from the storefront to the API', () => {
  test('is one line, after what the file says otherwise', () => {
    const present = readFileSync('src/storefront/_redirects', 'utf8').trimEnd();
    expect(withApi(present, API)).toBe(`${present}\n${LINE}\n`);
    expect(withApi('', API)).toBe(`${LINE}\n`);
    expect(withoutApi(withApi('/old /new 301\n', API))).toBe('/old /new 301\n');
    expect([leadsToApi(present), leadsToApi(withApi(present, API))]).toEqual([false, true]);
  });

  test('replaces the way to another stage, however often it is written', () => {
    const dev = withApi('/old /new 301\n', API.replace('prod', 'dev'));
    expect(withApi(withApi(dev, API), API)).toBe(`/old /new 301\n${LINE}\n`);
  });
});
