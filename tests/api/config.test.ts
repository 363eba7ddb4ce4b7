import { isAbsolute } from 'node:path';
import { Writable } from 'node:stream';
import { ConfigError, readConfig } from '../../src/server/config';
import { createLog } from '../../src/server/log';

describe('the environment', () => {
  test('may be empty: then everything has its default', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: null,
      production: false,
      demo: false,
      logLevel: 'info',
      trustedProxies: [],
      outward: {
        smtp: null,
        secretKey: null,
        calendarNetworks: [],
        routerNetworks: [],
        pushContact: 'mailto:parley@localhost',
      },
    });
    expect(isAbsolute(config.dataDir) && config.dataDir.endsWith('.parley')).toBe(true);
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('is taken as it is meant', () => {
    const config = readConfig({
      PORT: '0',
      HOST: '::1',
      PARLEY_DATA_DIR: '/var/lib/parley',
      DATABASE_URL: 'postgresql://u:p@db:5432/parley?sslmode=require',
      NODE_ENV: 'production',
      PARLEY_DEMO: '1',
      LOG_LEVEL: 'warn',
      PARLEY_PUBLIC_URL: 'https://chat.example.com/',
      PARLEY_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      SMTP_URL: 'smtps://u:p@mail.example.com',
      MAIL_FROM: 'Parley <chat@example.com>',
      PARLEY_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      PARLEY_CALENDAR_NETWORKS: '10.1.0.0/16',
      PARLEY_ROUTER_NETWORKS: '10.2.0.0/16, fd00::/8',
    });
    expect(config).toEqual({
      port: 0,
      host: '::1',
      dataDir: '/var/lib/parley',
      databaseUrl: 'postgresql://u:p@db:5432/parley?sslmode=require',
      production: true,
      demo: true,
      logLevel: 'warn',
      publicUrl: 'https://chat.example.com',
      trustedProxies: ['10.0.0.0/8', '::1'],
      outward: {
        smtp: { url: 'smtps://u:p@mail.example.com', from: 'Parley <chat@example.com>' },
        secretKey: Buffer.alloc(32, 7),
        calendarNetworks: ['10.1.0.0/16'],
        routerNetworks: ['10.2.0.0/16', 'fd00::/8'],
        pushContact: 'mailto:chat@example.com',
      },
    });
    expect(readConfig({ PORT: ' ', DATABASE_URL: '' })).toMatchObject({ port: 4000, databaseUrl: null });
  });

  test('tells all its faults at once, and never a password', () => {
    const environment = {
      PORT: '70000',
      HOST: 'not a host',
      DATABASE_URL: 'mysql://root:hunter2hunter2@db/parley',
      PARLEY_DEMO: 'yes',
      LOG_LEVEL: 'loud',
      PARLEY_PUBLIC_URL: 'ftp://chat.example.com',
      PARLEY_TRUSTED_PROXIES: '10.0.0.0/40',
      SMTP_URL: 'http://root:hunter2hunter2@mail',
      MAIL_FROM: 'Parley <chat@example.com>\r\nBcc: all@example.com',
      PARLEY_SECRET_KEY: Buffer.from('hunter2').toString('base64'),
      PARLEY_CALENDAR_NETWORKS: 'intranet',
      PARLEY_ROUTER_NETWORKS: 'intranet',
      PARLEY_PUSH_CONTACT: 'chat@example.com',
    };
    let told: unknown;
    try {
      readConfig(environment);
    } catch (error) {
      told = error;
    }
    if (!(told instanceof ConfigError)) throw new Error('no ConfigError');
    expect(told.faults).toHaveLength(13);
    for (const name of Object.keys(environment)) expect(told.message).toContain(name);
    expect(told.message).not.toContain('hunter2');
  });
});

describe('the log', () => {
  function written(write: (log: ReturnType<typeof createLog>) => void): string {
    let text = '';
    const destination = new Writable({
      write(chunk: Buffer, _encoding, done) {
        text += String(chunk);
        done();
      },
    });
    write(createLog({ level: 'trace', destination }));
    return text;
  }

  test('hides what is secret by its name, wherever it stands', () => {
    const secret = 'hunter2';
    const text = written((log) =>
      log.info(
        {
          token: secret,
          input: { password: secret, deep: { email: secret } },
          headers: { authorization: secret },
          text: secret,
        },
        'Something happened.',
      ),
    );
    expect(text).not.toContain(secret);
    expect(text).toContain('Something happened.');
  });

  test('tells an error by its type, its code and its place, without what it quotes', () => {
    const cause = Object.assign(new Error('invalid input syntax for type uuid: "ann@example.com"'), {
      code: '22P02',
      detail: 'Key (email)=(ann@example.com) already exists.',
      parameters: ['ann@example.com'],
      query: "SELECT 'ann@example.com'",
    });
    const text = written((log) =>
      log.error({ err: new Error('Query failed for ann\'s "secret"', { cause }) }, 'Failed.'),
    );
    expect(text).not.toMatch(/ann@example|secret|SELECT/);
    const { err } = JSON.parse(text) as { err: { type: string; frames: string[]; cause: { code: string } } };
    expect(err.type).toBe('Error');
    expect(err.cause.code).toBe('22P02');
    expect(err.frames[0]).toMatch(/config\.test\.ts/);
  });
});
