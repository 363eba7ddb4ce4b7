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
import { createLog, type Log, voice } from './log';
import { startPostgres } from './postgres/start-postgres';
import { onSignals } from './shutdown';
import { whyNot } from './why-not';

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
    let made: DemoFile | null = null;
    parley = await compose({
      config,
      databaseUrl,
      log,
      readDemo: () => demoDetails(config),
      // A script that waits for /health and then reads demo.json finds it.
      beforeListening: async ({ ports, doorstep, database }) => {
        made = await seedDemo({
          dataDir: config.dataDir,
          databaseUrl,
          isWanted: embedded !== null || config.demo,
          evenIfNotEmpty: config.demo,
          ports,
          doorstep,
          readsOf: (workspaceId) => createReads(database, workspaceId),
        });
        await database.warm();
      },
    });
    const demo = withUrl(made, parley.url);
    if (demo !== null) await writeDemoFile(config.dataDir, demo);
    return { parley, demo, stop };
  } catch (error) {
    // What it could not start for is what matters, also where it cannot be stopped for the same reason: a full disk.
    await stop().catch(() => undefined);
    throw error;
  }
}

function withUrl(demo: DemoFile | null, url: string): DemoFile | null {
  return demo === null ? null : { ...demo, url };
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

async function main(config: Config): Promise<void> {
  const log = createLog({ level: config.logLevel });
  const starting = run(config, log);
  let isWanted = true;
  onSignals(async () => {
    isWanted = false;
    await (await starting).stop();
  });
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'An exception that nobody caught.');
    process.exit(1);
  });
  const lines = await introduction(await starting, config).catch((error: unknown) => {
    // Ended meanwhile: what was closed cannot be asked, and the end must not be cut short for it.
    if (isWanted) throw error;
    return [];
  });
  for (const line of lines) voice.say(line);
}

/** A fault of the environment is told before anything is begun; whatever comes later, with what was to be started. */
function begin(): void {
  const giveUp = (sentence: string): void => {
    voice.complain(sentence);
    process.exit(1);
  };
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return giveUp(error.message);
  }
  main(config).catch((error: unknown) => giveUp(whyNot(error, config)));
}

if (require.main === module) begin();
