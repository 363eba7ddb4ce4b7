/** A shared transaction as one member sees it: what it decides on, and what it has stored. */
import type { SharedTransaction, SpokenLine } from '../actions/ports';
import type { StoredEvent } from '../events/topics';
import type { Audience, Message } from '../routing/events';
import type { WorkspaceId } from '../routing/terms';
import { newId } from './ids';
import { offerFindPendingOf } from './sql/offer.sql';
import { messageFindByClientId } from './sql/message.sql';
import type { KnownStanding, LineToStore, StoredLine } from './sql/message-spoken.sql';
import type { Statement } from './statement';

/** Reads what is committed, outside of every transaction. */
export type Look = <Row>(statement: Statement<Row>) => Promise<readonly Row[]>;

export interface TurnParts {
  readonly workspaceId: WorkspaceId;
  /** Null: there is no such conversation. */
  readonly standing: KnownStanding | null;
  /** Null: the standing may be out of date, and whoever asks on asks on the strength of it. */
  readonly look: Look | null;
}

export class Turn implements SharedTransaction {
  /** What is to be stored; null: nothing, or not yet. */
  wants: LineToStore | null = null;
  private isStored = false;
  private say: () => void = () => undefined;
  private readonly said = new Promise<void>((resolve) => (this.say = resolve));
  private store: (message: Message) => void = () => undefined;
  private readonly message = new Promise<Message>((resolve) => (this.store = resolve));
  private readonly run: Promise<PromiseSettledResult<unknown>>;

  constructor(
    private readonly parts: TurnParts,
    run: (tx: SharedTransaction) => Promise<unknown>,
  ) {
    this.run = settled(() => run(this));
  }

  /** Resolves when it is known whether it wants something stored. */
  async decided(): Promise<this> {
    await Promise.race([this.said, this.run]);
    return this;
  }

  standing(): Promise<KnownStanding | null> {
    return Promise.resolve(this.parts.standing);
  }

  get offers(): SharedTransaction['offers'] {
    const { workspaceId } = this.parts;
    return { findPendingOf: async (id) => (await this.look(offerFindPendingOf(workspaceId, id)))[0] ?? null };
  }

  get messages(): SharedTransaction['messages'] {
    const { workspaceId } = this.parts;
    return { findByClientId: async (...of) => (await this.look(messageFindByClientId(workspaceId, ...of)))[0] ?? null };
  }

  append(line: SpokenLine, told: readonly Audience[]): Promise<Message> {
    const { standing } = this.parts;
    if (standing === null) throw new Error('A line needs its conversation.');
    if (this.wants !== null) throw new Error('A shared transaction takes one line of each conversation.');
    this.wants = {
      line,
      standsAs: standing.standsAs,
      told: told.map((audience) => ({ id: newId<'Event'>(), audience })),
    };
    this.say();
    return this.message;
  }

  /** Answers the events of the line, numbered from behind `before` on. */
  stored({ sequence, createdAt, authorName }: StoredLine, before: number): readonly StoredEvent[] {
    if (this.wants === null) throw new Error('There was no line to store.');
    const { line, told } = this.wants;
    const message = messageOf(line, { sequence, createdAt, authorName });
    const { workspaceId } = this.parts;
    this.isStored = true;
    this.store(message);
    return told.map(({ id, audience }, index) => ({
      workspaceId,
      position: before + index + 1,
      id,
      occurredAt: createdAt,
      event: { ...audience, type: 'MESSAGE_ADDED', sequence, message },
    }));
  }

  /** Of a line that was not stored its member hears nothing more: it runs again, alone. */
  answer(): Promise<PromiseSettledResult<unknown>> | 'ALONE' {
    return this.wants !== null && !this.isStored ? 'ALONE' : this.run;
  }

  private async look<Row>(statement: Statement<Row>): Promise<readonly Row[]> {
    if (this.parts.look === null) throw new Error('Look at the conversation before you ask for more.');
    return this.parts.look(statement);
  }
}

export function messageOf(
  { id, conversationId, author, authorId, text, clientMessageId }: SpokenLine,
  given: Pick<Message, 'sequence' | 'createdAt' | 'authorName'>,
): Message {
  const silent = { systemCode: null, html: null, cardKey: null, document: null } as const;
  return { id, conversationId, author, authorId, text, clientMessageId, ...silent, ...given };
}

async function settled(run: () => Promise<unknown>): Promise<PromiseSettledResult<unknown>> {
  try {
    return { status: 'fulfilled', value: await run() };
  } catch (reason) {
    return { status: 'rejected', reason };
  }
}
