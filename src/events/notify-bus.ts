/**
 * The bus for several processes on one PostgreSQL.
 *
 * NOTIFY inside the writing transaction takes a lock that all commits of the cluster share: with 16 writers it cut 26,100
 * commits a second to 6,000. So hints leave behind the commit, from a connection of their own, at most one statement at a
 * time: while one is under way the next gathers, and of each subject only the latest word is kept. A process that is alone
 * says nothing at all (see Company).
 */
import { randomUUID } from 'node:crypto';
import { type Bus, BusListeners, type EventsLogger } from './bus';
import { Company } from './company';
import { decodeHints, encodeGreeting, encodeHints, HintBatch } from './hints';
import { LastingConnection } from './lasting-connection';

const channelName = 'parley_hint';

interface NotifyBusOptions {
  readonly connectionString: string;
  readonly logger?: EventsLogger;
}

export function createNotifyBus({ connectionString, logger }: NotifyBusOptions): Bus {
  const self = randomUUID();
  const listeners = new BusListeners(logger ?? null);
  const batch = new HintBatch();
  let isSending = false;

  const receive = (payload: string | undefined): void => {
    const message = decodeHints(payload ?? '');
    if (message === null) logger?.warn({ channel: channelName }, 'A notification that is none of ours was ignored.');
    else if (message.from !== self) {
      company.hear(message.from);
      message.hints.forEach((hint) => listeners.tell(hint));
    }
  };
  const incoming = new LastingConnection({
    config: { connectionString, application_name: 'parley-listen' },
    logger: logger ?? null,
    async onReady(client, isFirst) {
      client.on('notification', ({ payload }) => receive(payload));
      await client.query(`LISTEN ${channelName}`);
      if (isFirst) return;
      company.start();
      listeners.tellReconnect();
    },
  });
  const outgoing = new LastingConnection({
    config: { connectionString, application_name: 'parley-notify' },
    logger: logger ?? null,
    onReady: () => Promise.resolve(),
  });

  let spoken: Promise<unknown> = Promise.resolve();
  const notify = (payloads: readonly string[]): Promise<unknown> => {
    // Lost while the connection is away: the others' sweeps find what was committed.
    const say = (): Promise<unknown> | undefined =>
      outgoing.client
        ?.query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [channelName, payloads])
        .catch((error: unknown) => logger?.warn({ err: error }, 'Hints to the other processes were lost.'));
    return (spoken = spoken.then(say));
  };
  const company = new Company({ greet: () => void notify([encodeGreeting(self)]), now: () => performance.now() });
  const send = async (): Promise<void> => {
    while (!batch.isEmpty) await notify(encodeHints(self, batch.take()));
    isSending = false;
  };

  const stop = async (): Promise<void> => {
    company.stop();
    await Promise.all([incoming.stop(), outgoing.stop()]);
  };
  return {
    publish(hint) {
      // A right that was taken is told in any case: it is rare, and its latency is a promise.
      if (hint.kind !== 'REVOKED' && !company.isThere()) return;
      batch.add(hint);
      if (isSending) return;
      isSending = true;
      setImmediate(() => void send());
    },
    subscribe: (listener) => listeners.add(listener),
    async start() {
      try {
        await Promise.all([incoming.start(), outgoing.start()]);
        company.start();
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop,
  };
}
