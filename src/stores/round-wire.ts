/** What the members of a round ask and write, on its one connection: what is alike goes as one statement. */
import { assertNever } from '../routing/terms';
import type { Statement } from './statement';
import type { OpenLine } from './transaction-line';

export interface RoundItem {
  readonly statement: Statement<unknown>;
  readonly kind: 'ASK' | 'LOCK' | 'CHANGE' | 'SEND';
  resolve(rows: readonly unknown[]): void;
  reject(reason: unknown): void;
}

/** What each member asks, in its own order. */
type Lists = readonly (readonly RoundItem[])[];
type Place = 'AHEAD' | 'BEHIND';
type Row = Record<string, unknown> & { readonly asked?: number };

export class RoundWire {
  constructor(private readonly line: OpenLine) {}

  /** Ahead of the routing lock, where nobody waits for a stranger: a row that somebody else has locked is left out. */
  postAhead(lists: Lists): Promise<void> {
    return this.post(lists, 'AHEAD');
  }

  /** Behind it, where one waits like anybody. */
  postBehind(lists: Lists): Promise<void> {
    return this.post(lists, 'BEHIND');
  }

  /** Answers once all of them are answered: those who asked together go on together, and what they ask next is alike again. */
  private async post(lists: Lists, place: Place): Promise<void> {
    const answers = [...alike(lists)].map((items) => this.postAlike(items, place));
    await Promise.all(answers.map(async (told) => (await told)()));
  }

  /** Sends at once; what comes of it tells the items their answers. */
  private postAlike(items: readonly RoundItem[], place: Place): Promise<() => void> {
    const [first] = items as [RoundItem, ...RoundItem[]];
    const { kind, statement } = first;
    const isOne = kind !== 'CHANGE' && kind !== 'SEND' && areEqual(items);
    const skips = kind === 'LOCK' && place === 'AHEAD' && statement.each?.skipsLocked === true;
    const isMany = items.length > 1 && !isOne && kind !== 'CHANGE' && kind !== 'LOCK';
    if (statement.each !== undefined && (skips || isMany)) {
      const together = statement.each.together(items.map((item) => item.statement.values));
      return this.told(this.sent(kind, together), items, (rows) => shared(rows, items.length));
    }
    if (isOne) return this.told(this.sent(kind, statement), items, (rows) => items.map(() => rows));
    const each = items.map((item) => this.told(this.sent(kind, item.statement), [item], (rows) => [rows]));
    return Promise.all(each).then((told) => () => told.forEach((tell) => tell()));
  }

  private sent<Row>(kind: RoundItem['kind'], statement: Statement<Row>): Promise<readonly Row[]> {
    switch (kind) {
      case 'ASK':
        return this.line.ask(statement);
      case 'LOCK':
        return this.line.lock(statement);
      case 'CHANGE':
        return this.line.change(statement);
      case 'SEND':
        this.line.send(statement);
        return Promise.resolve([]);
      default:
        return assertNever(kind);
    }
  }

  private async told<Answer>(
    answer: Promise<readonly Answer[]>,
    items: readonly RoundItem[],
    rowsOf: (rows: readonly Answer[]) => readonly (readonly unknown[])[],
  ): Promise<() => void> {
    try {
      const rows = rowsOf(await answer);
      return () => items.forEach((item, index) => item.resolve(rows[index] ?? []));
    } catch (error) {
      return () => items.forEach((item) => item.reject(error));
    }
  }
}

/** The heads of all lists that are of one statement, again and again: each list keeps its order. */
function* alike(lists: Lists): Generator<readonly RoundItem[]> {
  const heads = lists.map(() => 0);
  for (let at = 0; at < lists.length;) {
    const head = lists[at]?.[heads[at] ?? 0];
    if (head === undefined) {
      at += 1;
      continue;
    }
    const items: RoundItem[] = [];
    lists.forEach((list, index) => {
      const item = list[heads[index] ?? 0];
      if (item?.statement.name !== head.statement.name || item.kind !== head.kind) return;
      items.push(item);
      heads[index] = (heads[index] ?? 0) + 1;
    });
    yield items;
  }
}

/** A question that several ask in the same words is one. */
function areEqual(items: readonly RoundItem[]): boolean {
  const [first, ...others] = items;
  const asked = first?.statement.values ?? [];
  return others.every(({ statement }) => statement.values.every((value, place) => value === asked[place]));
}

function shared(rows: readonly Row[], count: number): readonly (readonly unknown[])[] {
  const answers: unknown[][] = Array.from({ length: count }, () => []);
  for (const { asked = 0, ...row } of rows) answers[asked - 1]?.push(row);
  return answers;
}
