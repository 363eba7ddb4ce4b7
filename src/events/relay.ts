/**
 * From a commit to those who listen in this process.
 *
 * Three ways lead here, and none of them is trusted alone: events that this process has committed (`announce`, at once),
 * hints of other processes (then the log is read), and a sweep that asks every two seconds how far the workspaces with
 * listeners have come, which repairs every hint that was lost. A WorkspaceStream makes one order of them.
 */
import type { WorkspaceId } from '../routing/terms';
import { Audience } from './audience';
import type { Bus, EventsLogger, Hint } from './bus';
import { Channel } from './channel';
import {
  TooSlow,
  type Delivery,
  type EventLog,
  type Feed,
  type Interest,
  type Listening,
  type Shortcut,
  type StoredEvent,
  type Typing,
} from './topics';
import { TypingGate, typingShownMs } from './typing-gate';
import { WorkspaceStream } from './workspace-stream';

export interface RelayOptions {
  readonly log: EventLog;
  readonly bus: Bus;
  readonly logger?: EventsLogger;
  /** How often the stored positions are compared with what was delivered. */
  readonly sweepMs?: number;
  /** How long an event of this process that is further on waits for the one before it until the log is read. */
  readonly gapMs?: number;
  /** Milliseconds of the clock that typing indicators are dated with. */
  readonly now?: () => number;
}

export interface Relay extends Feed {
  /** Committed events of one workspace, in their order. Delivers here and tells the other processes. Never throws. */
  announce(events: readonly StoredEvent[]): void;
  /** Passes it on to the other side, here and elsewhere, at most once a second for each author and conversation. */
  announceTyping(typing: Omit<Typing, 'until'>): void;
  /** How many listen in this process. */
  readonly listeners: number;
  /** Ends every listener. */
  close(): void;
}

export function createRelay(options: RelayOptions): Relay {
  const relay = new OrderedRelay(options);
  return {
    listen: (workspaceId, wants, interest) => relay.listen(workspaceId, wants, interest),
    announce: (events) => relay.announce(events),
    announceTyping: (typing) => relay.announceTyping(typing),
    get listeners() {
      return relay.listeners;
    },
    close: () => relay.close(),
  };
}

class Listener extends Channel<Delivery> implements Listening {
  from = 0;
  shortcut: Shortcut | null = null;
  /** What came at once while the reader waits; null: nothing that the shortcut is asked about. */
  private gathered: Delivery[] | null = null;

  constructor(
    readonly interest: Interest | undefined,
    private readonly wants: (delivery: Delivery) => boolean,
    private readonly stream: WorkspaceStream,
    onGone: (listener: Listener) => void,
  ) {
    super(undefined, () => onGone(this));
  }

  position(): number {
    return this.stream.delivered;
  }

  /** True: `settle` is to be called when all has been offered that comes at once. */
  offer(delivery: Delivery): boolean {
    try {
      if (!this.wants(delivery)) return false;
      if (delivery.kind === 'TYPING') this.pushPassing(delivery);
      else if (this.gathered !== null) this.gathered.push(delivery);
      else if (this.shortcut === null || !this.isAwaited) this.push(delivery);
      else {
        this.gathered = [delivery];
        return true;
      }
    } catch (error) {
      this.fail(error);
    }
    return false;
  }

  settle(): void {
    const { gathered } = this;
    if (gathered === null) return;
    this.gathered = null;
    try {
      if (this.shortcut?.pass(gathered) === true) return;
    } catch (error) {
      return this.fail(error);
    }
    for (const delivery of gathered) this.push(delivery);
  }

  private fail(error: unknown): void {
    this.cut(error instanceof Error ? error : new Error(String(error)));
  }
}

/** What is kept of a workspace while somebody listens to it. */
interface Heard {
  readonly stream: WorkspaceStream;
  readonly audience: Audience<Listener>;
  /** From where on everything goes out. */
  readonly opened: Promise<number>;
}

class OrderedRelay {
  private readonly heard = new Map<WorkspaceId, Heard>();
  private readonly gate: TypingGate;
  private readonly now: () => number;
  private readonly leaveBus: () => void;
  private sweeping: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(private readonly options: RelayOptions) {
    this.now = options.now ?? Date.now;
    this.gate = new TypingGate(this.now);
    this.leaveBus = options.bus.subscribe({
      onHint: (hint) => this.onHint(hint),
      onReconnect: () => void this.sweep(),
    });
  }

  async listen(
    workspaceId: WorkspaceId,
    wants: (delivery: Delivery) => boolean,
    interest?: Interest,
  ): Promise<Listening> {
    if (this.closed) throw new Error('The relay is closed.');
    const heard = this.heard.get(workspaceId) ?? this.open(workspaceId);
    const listener = new Listener(interest, wants, heard.stream, (gone) => this.forget(workspaceId, heard, gone));
    const { delivered } = heard.stream;
    heard.audience.add(listener);
    try {
      listener.from = Math.max(await heard.opened, delivered);
    } catch (error) {
      listener.close();
      throw error;
    }
    return listener;
  }

  announce(events: readonly StoredEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    const { workspaceId, position } = last;
    this.heard.get(workspaceId)?.stream.accept(events);
    this.options.bus.publish({ kind: 'COMMITTED', workspaceId, position });
  }

  announceTyping(typing: Omit<Typing, 'until'>): void {
    const dated: Typing = { ...typing, until: new Date(this.now() + typingShownMs) };
    if (this.deliverTyping(dated)) this.options.bus.publish({ kind: 'TYPING', typing: dated });
  }

  get listeners(): number {
    return [...this.heard.values()].reduce((count, { audience }) => count + audience.size, 0);
  }

  close(): void {
    this.closed = true;
    this.leaveBus();
    for (const { audience } of [...this.heard.values()]) for (const listener of audience.all()) listener.close();
  }

  private open(workspaceId: WorkspaceId): Heard {
    const audience = new Audience<Listener>();
    const stream = new WorkspaceStream({
      workspaceId,
      log: this.options.log,
      gapMs: this.options.gapMs ?? 5,
      deliver: (run) => {
        const offered: Listener[] = [];
        for (const stored of run) {
          const delivery: Delivery = { kind: 'EVENT', stored };
          audience.visit(delivery, (listener) => {
            if (listener.offer(delivery)) offered.push(listener);
          });
        }
        for (const listener of offered) listener.settle();
      },
      onBroken: () => {
        for (const listener of audience.all()) listener.cut(new TooSlow());
      },
      onFailure: (err) => this.options.logger?.warn({ err, workspaceId }, 'The event log could not be read.'),
    });
    const heard = { stream, audience, opened: stream.open() };
    this.heard.set(workspaceId, heard);
    this.keepSweeping();
    return heard;
  }

  private forget(workspaceId: WorkspaceId, heard: Heard, listener: Listener): void {
    heard.audience.remove(listener);
    if (!heard.audience.isEmpty) return;
    heard.stream.close();
    if (this.heard.get(workspaceId) === heard) this.heard.delete(workspaceId);
    if (this.heard.size > 0 || this.sweeping === null) return;
    clearInterval(this.sweeping);
    this.sweeping = null;
  }

  private onHint(hint: Hint): void {
    if (hint.kind === 'COMMITTED') this.heard.get(hint.workspaceId)?.stream.hint(hint.position);
    if (hint.kind === 'TYPING' && hint.typing.until.getTime() > this.now()) this.deliverTyping(hint.typing);
  }

  private deliverTyping(typing: Typing): boolean {
    if (!this.gate.passes(typing)) return false;
    const delivery: Delivery = { kind: 'TYPING', typing };
    this.heard.get(typing.workspaceId)?.audience.visit(delivery, (listener) => void listener.offer(delivery));
    return true;
  }

  private keepSweeping(): void {
    let isAsking = false;
    this.sweeping ??= setInterval(() => {
      if (isAsking) return;
      isAsking = true;
      void this.sweep().finally(() => (isAsking = false));
    }, this.options.sweepMs ?? 2_000).unref();
  }

  private async sweep(): Promise<void> {
    try {
      const asked = new Map([...this.heard].map(([id, { stream }]) => [id, { stream, delivered: stream.delivered }]));
      const positions = await this.options.log.positions([...asked.keys()]);
      for (const [id, { stream, delivered }] of asked) stream.compare(positions.get(id) ?? 0, delivered);
    } catch (err) {
      this.options.logger?.warn({ err }, 'The positions of the event streams could not be read.');
    }
  }
}
