import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { AddressRefused, createGuardedFetch } from '../../src/server/guarded-fetch';

let server: Server;
let url: string;
let asked = 0;
beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1;
    if (request.url === '/long') response.end('x'.repeat(5_000));
    else if (request.url === '/never') response.write('…');
    else if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    else response.end(`${request.method} ${request.headers['accept-encoding']}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = 0;
});

const inProduction = createGuardedFetch({ allowLoopback: false, allowedNetworks: [] });
const atHome = createGuardedFetch({ allowLoopback: true, allowedNetworks: [], timeoutMs: 300, maxBytes: 1_000 });

test.each([
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f.0.0.1/',
  'https://0/',
  'https://10.1.2.3/',
  'https://172.16.0.1/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://100.64.0.1/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:a00:1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[fe80::1]/',
  'https://[fd00::1]/',
  'https://localhost/',
])('%s is not on the public internet', async (address) => {
  await expect(inProduction(address)).rejects.toThrow(AddressRefused);
});

test.each(['http://example.com/', 'ftp://example.com/', 'file:///etc/passwd', 'data:text/plain,x'])(
  '%s is not called at all',
  async (address) => {
    await expect(inProduction(address)).rejects.toThrow(/https/);
  },
);

test('this machine is called in development alone, and without TLS only it', async () => {
  await expect(inProduction(url)).rejects.toThrow(AddressRefused);
  expect(await (await atHome(url, { method: 'PROPFIND' })).text()).toBe('PROPFIND identity');
  expect(await (await atHome(url.replace('127.0.0.1', 'localhost'))).text()).toBe('GET identity');
  await expect(atHome('http://10.0.0.1/')).rejects.toThrow(AddressRefused);
  await expect(atHome('http://example.com/')).rejects.toThrow();
});

test('a network that the operator named is called, but never without TLS', async () => {
  const named = createGuardedFetch({ allowLoopback: false, allowedNetworks: ['127.0.0.0/8'], timeoutMs: 300 });
  await expect(named(url)).rejects.toThrow(AddressRefused);
  // The door is open; behind it nobody speaks TLS.
  await expect(named(url.replace('http:', 'https:'))).rejects.not.toThrow(AddressRefused);
});

test('a redirect is told and not followed', async () => {
  const answer = await atHome(`${url}/away`);
  expect([answer.status, answer.headers.get('location'), asked]).toEqual([302, 'http://169.254.169.254/', 1]);
});

test('an answer that is too long or never ends is cut', async () => {
  await expect(atHome(`${url}/long`)).rejects.toThrow('longer than 1000 bytes');
  await expect(atHome(`${url}/never`)).rejects.toThrow(/abort|timeout/i);
});
