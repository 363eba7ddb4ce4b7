/** `npm start`: the database, the schema, the demo, the server, and a few lines about where everything is. */
import 'reflect-metadata';
import { signatureOf } from './identity-secrets';
import { migrate } from '../stores/migrate';
import { createReads } from '../stores/reads/reads';
import { compose, type Parley } from './compose';
import { type Config, ConfigError, readConfig } from './config';
import { seedDemo } from './demo';
import { type DemoFile, readDemoFile, writeDemoFile } from './demo-file';
import type { DemoDetails } from './demo-routes';
import { introduction } from './introduction';
import { createLog, describeError, type Log, voice } from './log';
import { startPostgres } from './postgres/start-postgres';
import { onSignals } from './shutdown';

export interface Running {
  readonly parley: Parley;
  readonly demo: DemoFile | null;
  stop(): Promise<void>;
}

export async function run(config: Config, log: Log): Promise<Running> {
  const onMaking = (): void => voice.complain('Making the database …');
  const embedded = config.databaseUrl === null ? await startPostgres({ dataDir: config.dataDir, log, onMaking }) : null;
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
  let parley: Parley | null = null;
  const stop = async (): Promise<void> => {
    await parley?.close();
    await embedded?.stop();
  };
  try {
    await migrate(databaseUrl);
    parley = await compose({ config, databaseUrl, log, readDemo: () => demoDetails(config) });
    const { ports, doorstep, database, url } = parley;
    const made = await seedDemo({
      dataDir: config.dataDir,
      databaseUrl,
      isWanted: embedded !== null || config.demo,
      evenIfNotEmpty: config.demo,
      ports,
      doorstep,
      readsOf: (workspaceId) => createReads(database, workspaceId),
    });
    await database.warm();
    const demo = made === null ? null : { ...made, url };
    if (demo !== null) await writeDemoFile(config.dataDir, demo);
    return { parley, demo, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A customer of the demo shop. */
const nils = { name: 'Nils Lind', email: 'nils@kaffekund.example' } as const;

/** In production nobody is told how to sign in: the shop works, its people do not introduce themselves. */
async function demoDetails(config: Config): Promise<DemoDetails | null> {
  const demo = await readDemoFile(config.dataDir);
  if (demo === null) return null;
  const { workspaceKey, dialogs, admin, agents, identitySecret } = demo;
  const people = [...agents.map((agent) => ({ ...agent, role: 'agent' })), { ...admin, role: 'admin' }];
  const customer =
    identitySecret === undefined ? null : { ...nils, signature: signatureOf(identitySecret, nils.email) };
  return { workspaceKey, dialogs, customer, people: config.production ? [] : people };
}

/** What keeps it from starting, in words that say what to do where we know. */
function whyNot(error: unknown): string {
  const { message, code, cause } = describeError(error);
  const reason = [message, cause?.message].filter(Boolean).join(' ');
  switch (code) {
    case 'EADDRINUSE':
      return 'The port is taken. Stop what uses it, or choose another one: PORT=4001 npm start';
    case 'EACCES':
      return `Something may not be used: ${reason}. Choose a port above 1023, and a PARLEY_DATA_DIR that is yours.`;
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'ETIMEDOUT':
    case '28P01':
    case '3D000':
      return `The database cannot be reached: ${reason}. Check DATABASE_URL, and whether the database runs.`;
    default:
      return `Parley could not start: ${reason}`;
  }
}

async function main(): Promise<void> {
  const config = readConfig();
  const log = createLog({ level: config.logLevel });
  const starting = run(config, log);
  onSignals(async () => (await starting).stop());
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'An exception that nobody caught.');
    process.exit(1);
  });
  for (const line of await introduction(await starting, config)) voice.say(line);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    voice.complain(error instanceof ConfigError ? error.message : whyNot(error));
    process.exit(1);
  });
}
