/**
 * One answer for many readers: of an event that thousands listen for, the document is executed and made into text once.
 *
 * Which answers may be shared is not decided by a list of fields, which somebody would forget to keep. Readers stand together who
 * ask for the same with the same rights: one document, the same variables in what is selected, one workspace, staff of one kind
 * with one set of permissions, reached under one address. For the first of them the answer is executed with a context that
 * notices when a resolver looks at who asks (`unseen.ts`). If none did, the answer cannot depend on it, and all get it. If one
 * did, it is the first one's, and each of the others is answered for itself, as without all this. Whether a reader may hear of
 * the event at all has been asked of each one's own rights before, by its stream.
 *
 * States of a round (one event, one group): RUNNING → SHARED or OWN.
 */
import { type DocumentNode, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { StaffActor } from '../auth/actor';
import { isBatch, tellsTheSame } from '../resolvers/event-frames';
import { MadeAnswer, newPlaceholder } from './made-answer';
import { selectedVariables } from './selected-variables';

export interface SharedReader {
  /** What all of them are told. */
  tell(answer: MadeAnswer): void;
  /** The answer depends on who asks. */
  answerAlone(): void;
}

export interface AskedTogether {
  readonly args: ExecutionArgs;
  readonly actor: StaffActor;
  /** How the readers reach this server: in addresses of pictures. */
  readonly baseUrl: string;
}

/** How many readers are written to before others have a turn: some five milliseconds. */
const slice = 512;
/** What a reader who was late is given must not be older: rights and rows change. */
const freshMs = 1_000;

export class SharedAnswers {
  private readonly groups = new WeakMap<DocumentNode, Map<string, AnswerGroup>>();
  private readonly rights = new WeakMap<StaffActor['permissions'], string>();

  /** The group of those who may share; to be left again. */
  join({ args, actor, baseUrl }: AskedTogether): AnswerGroup {
    const { document, operationName, variableValues } = args;
    const given = variableValues ?? {};
    const groups = this.groups.get(document) ?? new Map<string, AnswerGroup>();
    this.groups.set(document, groups);
    // Absent is not null: a default may stand for it.
    const variables = selectedVariables(document).map((name) => (name in given ? [given[name]] : []));
    const parts = [operationName, actor.workspaceId, actor.kind, this.rightsOf(actor), baseUrl, variables];
    const key = JSON.stringify(parts);
    const group = groups.get(key) ?? new AnswerGroup(() => groups.delete(key));
    groups.set(key, group);
    group.size += 1;
    return group;
  }

  private rightsOf({ permissions }: StaffActor): string {
    let rights = this.rights.get(permissions);
    if (rights === undefined) this.rights.set(permissions, (rights = [...permissions].sort().join()));
    return rights;
  }
}

export class AnswerGroup {
  size = 0;
  private round: Round | null = null;

  constructor(private readonly onEmpty: () => void) {}

  leave(): void {
    this.size -= 1;
    if (this.size === 0) this.onEmpty();
  }

  /** False: the reader is to answer for itself. `argsFor`: how it would be asked by somebody whom no resolver has looked at. */
  take(value: object, reader: SharedReader, argsFor: (onLook: () => void) => ExecutionArgs): boolean {
    if (this.size < 2 || !isShareable(value)) return false;
    if (this.round?.isOf(value) === true) return this.round.join(reader);
    const round = new Round(value, reader);
    this.round = round;
    round.run(argsFor);
    setTimeout(() => {
      if (this.round === round) this.round = null;
    }, freshMs).unref();
    return true;
  }
}

/** Events and messages. What a stream says of itself is each reader's own. */
function isShareable(value: object): boolean {
  return !('frame' in value) || isBatch(value);
}

class Round {
  private others: SharedReader[] = [];
  private isRunning = true;
  private answer: MadeAnswer | null = null;

  constructor(
    private readonly value: object,
    private readonly first: SharedReader,
  ) {}

  isOf(value: object): boolean {
    return isBatch(value) && isBatch(this.value) ? tellsTheSame(value, this.value) : value === this.value;
  }

  join(reader: SharedReader): boolean {
    if (this.isRunning) this.others.push(reader);
    else if (this.answer !== null) reader.tell(this.answer);
    return this.isRunning || this.answer !== null;
  }

  run(argsFor: (onLook: () => void) => ExecutionArgs): void {
    let wasLooked = false;
    const placeholder = newPlaceholder();
    const end = (result: ExecutionResult | null): void => {
      const made = result?.errors === undefined && result !== null ? new MadeAnswer(result, placeholder) : null;
      this.end(made, wasLooked ? null : made);
    };
    const rootValue = isBatch(this.value)
      ? { frame: 'EventBatch', events: this.value.events, cursor: placeholder }
      : this.value;
    try {
      const result = execute({ ...argsFor(() => (wasLooked = true)), rootValue });
      if (result instanceof Promise) result.then(end, () => end(null));
      else end(result);
    } catch {
      // Each finds out for itself, and tells what went wrong.
      end(null);
    }
  }

  private end(ofFirst: MadeAnswer | null, ofOthers: MadeAnswer | null): void {
    this.isRunning = false;
    this.answer = ofOthers;
    tellAll([this.first], ofFirst);
    tellAll(this.others, ofOthers);
    this.others = [];
  }
}

/** Ten thousand writes are a tenth of a second: whoever asks for something meanwhile waits for five hundred of them. */
function tellAll(readers: readonly SharedReader[], answer: MadeAnswer | null, from = 0): void {
  const until = Math.min(readers.length, from + slice);
  for (const reader of readers.slice(from, until)) {
    if (answer === null) reader.answerAlone();
    else reader.tell(answer);
  }
  if (until < readers.length) setImmediate(() => tellAll(readers, answer, until));
}
