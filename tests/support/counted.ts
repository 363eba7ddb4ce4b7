/** A stage whose round trips to the database are counted on the wire. */
import { EventEmitter } from 'node:events';
import { type Database, openDatabase } from '../../src/stores/database';
import type { Card, Script } from '../../src/streams/script';
import { openTestDatabase, type TestDatabase } from './database';
import { createStage, type Stage, type StageOptions } from './stage';
import { meets, publishes } from './stage-plays';
import { portsOf } from './stage-ports';
import { tapWire, type WireTap } from './wire-tap';

export class Counted {
  /** The newest dialog is met. */
  private published = 0;

  private constructor(
    readonly db: TestDatabase,
    private readonly wire: WireTap,
    private readonly wired: Database,
  ) {}

  static async open(): Promise<Counted> {
    const db = await openTestDatabase({ poolSize: 2 });
    const wire = await tapWire(db.url);
    // One connection: a second one would wait at the same time, and its waits would not be told apart.
    return new Counted(db, wire, await openDatabase({ url: wire.url, poolSize: 1 }));
  }

  async close(): Promise<void> {
    await this.wired.close();
    await this.wire.close();
    await this.db.close();
  }

  stage(options: StageOptions = {}): Promise<Stage> {
    return createStage({ ...this.db, database: this.wired }, options);
  }

  /** The same stage at a process that has only just begun: it has never heard of the workspace, nor of a script. */
  coldly(stage: Stage): Stage {
    const db = { ...this.db, database: this.wired };
    const ports = portsOf(db, { events: [], wakes: [], news: new EventEmitter() });
    return Object.create(stage, { ports: { value: ports } }) as Stage;
  }

  async cost(run: () => Promise<unknown>): Promise<number> {
    const before = this.wire.roundTrips();
    await run();
    return this.wire.roundTrips() - before;
  }

  /** What the last ones were, to tell why there was one too many. */
  lastTrips(count: number): string {
    return this.wire.told().slice(-count).join('\n');
  }

  async publish(stage: Stage, cards: Script): Promise<void> {
    await publishes(stage, cards, { priority: (this.published += 1) });
  }

  /** Of each answer of a fresh visitor, after another one has warmed the process. */
  async costsOf(
    stage: Stage,
    cards: Script,
    answers: readonly (readonly [string, string | { value: string }])[],
  ): Promise<readonly number[]> {
    await this.publish(stage, cards);
    const costs: number[] = [];
    for (const round of ['warm', 'count']) {
      const player = await meets(stage, await stage.visitor());
      for (const [cardKey, given] of answers) {
        const spent = await this.cost(() => player.says(cardKey, given));
        if (round === 'warm') continue;
        if (spent > 3) throw new Error(`The answer to ${cardKey} waited ${spent} times:\n${this.lastTrips(spent)}`);
        costs.push(spent);
      }
    }
    return costs;
  }
}

/** With one answer, `on`. */
export const question = (key: string, next: string | null, attribute: string | null = null): Card => ({
  kind: 'QUESTION',
  key,
  text: `${key}?`,
  attribute,
  responses: [{ key: 'on', label: 'On', storedValue: null, next }],
});
