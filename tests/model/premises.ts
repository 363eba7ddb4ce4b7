/** A database whose clock stands still, and two processes on it that know nothing of each other. */
import { EventEmitter } from 'node:events';
import { Client } from 'pg';
import type { DueQueue } from '../../src/actions/due-queue';
import type { Ports } from '../../src/actions/ports';
import type { RouterQuestionRecord } from '../../src/actions/router.records';
import { type Database, openDatabase } from '../../src/stores/database';
import { createDueQueue } from '../../src/stores/due-queue.store';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { portsOf } from '../support/stage-ports';
import { stillSince, stopClock } from '../support/still-clock';

/** Longer than any run: whoever is there stays until they drop off. */
export const forEver = Date.UTC(2040, 0, 1);

/** Whose sockets the agents hold. */
export const processOfAgents = 'office';

export interface Process {
  readonly ports: Ports;
  /** How many transactions it has begun. */
  begun(): number;
  readonly due: DueQueue;
}

/** Each process has connections and a memory of its own. */
export class Premises {
  now = stillSince;
  /** What customers' servers are to be asked, and will answer when it pleases the run: in time, late or never. */
  questions: RouterQuestionRecord[] = [];
  readonly processes: readonly [Process, Process];

  private constructor(
    readonly db: TestDatabase,
    private readonly second: Database,
    private readonly eyes: Client,
  ) {
    this.processes = [this.processOf(db.database), this.processOf(second)];
  }

  static async open(): Promise<Premises> {
    const db = await openTestDatabase({ poolSize: 6 });
    await stopClock(db.url);
    const eyes = new Client({ connectionString: db.url });
    await eyes.connect();
    return new Premises(db, await openDatabase({ url: db.url, poolSize: 6 }), eyes);
  }

  /** The one row of a statement that is asked behind every step: it is planned once. */
  async sees<Row extends object>(name: string, text: string, values: readonly unknown[]): Promise<Row> {
    const [row] = (await this.eyes.query<Row>({ name, text, values: [...values] })).rows;
    if (row === undefined) throw new Error(`There is no ${name}.`);
    return row;
  }

  async passes(ms: number): Promise<void> {
    await this.db.moveClock(ms);
    this.now += ms;
  }

  async close(): Promise<void> {
    await this.eyes.end();
    await this.second.close();
    await this.db.close();
  }

  private processOf(database: Database): Process {
    const asks = (_workspaceId: string, question: RouterQuestionRecord) => void this.questions.push(question);
    const heard = { events: [], wakes: [], news: new EventEmitter(), asks };
    let begun = 0;
    const counted: Database = Object.create(database, {
      connect: { value: () => ((begun += 1), database.connect()) },
    });
    const ports = portsOf({ ...this.db, database: counted }, heard);
    return { ports, begun: () => begun, due: createDueQueue(database) };
  }
}
