/** Somebody with a client of their own: the SDK that the sample clients use, over a line that can be cut. */
import { WebSocket } from 'ws';
import { type Answer, refusalOf, type TypedDocument, type UserError } from '../../clients/sdk/answer';
import { createParley, type Parley, type ParleyOptions } from '../../clients/sdk/parley';
import { Happenings, patienceMs } from './happenings';
import type { Line } from './line';
import { mutationOf } from './documents';

export interface Message {
  readonly sequence: number;
  readonly author: string;
  readonly text: string;
}

/** Small waits: a test does not want to sit through the courtesy that is due to a real server. */
const retry = { baseMs: 20, capMs: 250 };

/** What their client does differently. */
export type PersonOptions = Pick<ParleyOptions, 'fetch' | 'onUnauthenticated'>;

export class Refused extends Error {
  constructor(readonly refusal: UserError) {
    super(`${refusal.code}: ${refusal.message}`);
  }
}

export class Person {
  readonly parley: Parley;
  /** What a listener of theirs threw. */
  readonly complaints: unknown[] = [];
  token: string | null = null;

  constructor(
    readonly name: string,
    readonly line: Line,
    options: PersonOptions = {},
  ) {
    this.parley = createParley({
      url: `${line.url}/graphql`,
      webSocketImpl: WebSocket,
      retry,
      timeoutMs: patienceMs,
      patienceMs,
      ...options,
      giveUpAfterMs: patienceMs,
      report: (error) => void this.complaints.push(error),
    });
  }

  usesToken(token: string): void {
    this.token = token;
    this.parley.setToken(token);
  }

  /** The data; what fails fails the test. */
  async asks<Result, Variables>(document: TypedDocument<Result, Variables>, variables: Variables): Promise<Result> {
    return dataOf(await this.parley.request(document, variables));
  }

  /** A mutation that has no document in the SDK. Throws `Refused` where it is refused. */
  async does<Done>(verb: string, input: Readonly<Record<string, unknown>>, selection: string): Promise<Done> {
    const answer = await this.asks(mutationOf<Done>(verb, selection), { input });
    return granted(answer[verb]);
  }

  /** Through the outbox, as both clients do: until it is stored, across whatever happens to the line. */
  async sends(conversationId: string, text: string): Promise<number> {
    const { outbox } = this.parley;
    const id = outbox.send(conversationId, text);
    const sent = new Happenings<string>(this.name);
    const stop = outbox.messages.subscribe(() => sent.changed());
    try {
      const find = () => outbox.messages.getSnapshot().find((item) => item.clientMessageId === id && settled(item));
      const item = await sent.until(`“${text}” to be sent`, find);
      if (item.sequence === null) throw new Error(`${this.name} could not send “${text}”: ${item.problem}`);
      outbox.settle(conversationId, { clientMessageId: id, sequence: item.sequence });
      return item.sequence;
    } finally {
      stop();
    }
  }

  /** The tunnel: neither side is told. */
  lineDrops(): void {
    this.line.cut();
  }

  lineReturns(): void {
    this.line.mend();
    this.parley.retryNow();
  }

  async goesHome(): Promise<void> {
    this.parley.close();
  }
}

function settled(item: { readonly state: string; readonly willRetry: boolean }): boolean {
  return item.state === 'sent' || (item.state === 'failed' && !item.willRetry);
}

export function dataOf<Result>(answer: Answer<Result>): Result {
  if (!answer.ok) throw new Error(`${answer.failure.kind}: ${answer.failure.message}`);
  const [error] = answer.errors;
  if (error !== undefined) throw new Error(`${error.path?.join('.')}: ${error.message}`);
  return answer.data;
}

export function granted<Payload extends { readonly userErrors: readonly UserError[] }>(
  payload: Payload | undefined,
): Payload {
  if (payload === undefined) throw new Error('There was no payload.');
  const refusal = refusalOf(payload);
  if (refusal !== null) throw new Refused(refusal);
  return payload;
}

/** A conversation as a story: "VISITOR: hi". */
export function told(messages: readonly Message[]): readonly string[] {
  return messages.map(({ author, text }) => `${author}: ${text}`);
}
