/**
 * One WebSocket between the network and the protocol.
 *
 * The protocol engine answers frames; this keeps what it leaves open: an id that is used again waits until its former
 * operation has let go, a reader that does not read is cut, a peer that is gone is noticed, and no exception of ours closes a
 * socket with a code that stock clients take as final (4500, 1011).
 *
 * States: OPEN → CLOSING (a close frame is out, by either side) → CLOSED. Frames count in OPEN alone.
 */
import type { Duplex } from 'node:stream';
import type { WebSocket as ProtocolSocket } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import { gatherWrites } from './gather-writes';
import type { Log } from './log';

export const closeCodes = {
  goingAway: 1001,
  tryAgainLater: 1013,
  badFrame: 4400,
  sessionEnded: 4403,
  notInitialised: 4408,
} as const;

export interface SocketLimits {
  readonly operations: number;
  /** From the opening to `connection_init`. */
  readonly initialisedMs: number;
  /** Written but not yet taken by the network. Beyond it the reader is too slow. */
  readonly bufferedBytes: number;
  /** How long the network may take nothing at all while something is waiting. */
  readonly stalledMs: number;
  readonly pingEveryMs: number;
  /** From our close frame to the end by force. */
  readonly lingerMs: number;
}

export const socketLimits: SocketLimits = {
  operations: 100,
  initialisedMs: 3_000,
  bufferedBytes: 8 * 1024 * 1024,
  stalledMs: 10_000,
  pingEveryMs: 10_000,
  lingerMs: 5_000,
};

/** A frame of the protocol that names an operation. */
interface Frame {
  readonly type: string;
  readonly id?: unknown;
}

/** Handed to the protocol engine as a string is: it takes parsed frames, too, and parsing twice would be waste. */
type Deliver = (frame: string) => Promise<void>;

/** One of the network's sockets, and the connection under it. */
interface Line {
  readonly raw: WebSocket;
  readonly wire: Duplex;
}

/** The same for all sockets of a keeper. */
export interface SocketParts {
  readonly limits: SocketLimits;
  readonly log: Log;
  readonly now: () => number;
  /** What an operation beyond the limit is told. */
  readonly tooMany: (id: string) => string;
}

/** An operation that has not let go of its id. */
interface Operation {
  readonly id: string;
  /** By the client, but its last answer is still under way. */
  isCompleted: boolean;
  /** Frames that come behind the end. */
  waiting: readonly Frame[];
}

/** As much may wait for the network before whoever sends waits, too. */
const freelyBytes = 16 * 1024;
const sent: Promise<void> = Promise.resolve();

/** Shared, since most sockets at most times have no frame that waits: what is idle is counted by the ten thousand. */
const nothing: readonly never[] = [];
const noBytes = Buffer.alloc(0);

const clientFrames: ReadonlySet<string> = new Set(['connection_init', 'ping', 'pong', 'subscribe', 'complete']);

export class Socket implements ProtocolSocket {
  readonly protocol: string;
  private readonly raw: WebSocket;
  private readonly wire: Duplex;
  private deliver: Deliver = () => Promise.resolve();
  private running: readonly Operation[] = nothing;
  private closingSince: number | null = null;
  /** Null: it has come. */
  private initialiseBy: number | null;
  private flushedAt: number;
  private pingedAt: number;
  private isAlive = true;
  private readonly onFlushed = (): void => {
    this.flushedAt = this.parts.now();
  };

  constructor(
    { raw, wire }: Line,
    private readonly parts: SocketParts,
  ) {
    const { limits, log, now } = parts;
    this.raw = raw;
    this.wire = wire;
    this.protocol = raw.protocol;
    const at = now();
    this.initialiseBy = at + limits.initialisedMs;
    this.flushedAt = at;
    // Sockets that were opened together, as after a restart, are pinged apart from each other: seven thousand pings at once held
    // the process for a tenth of a second.
    this.pingedAt = at - Math.random() * limits.pingEveryMs;
    raw.on('message', (data) => this.read(data));
    raw.on('pong', () => (this.isAlive = true));
    // A reset, a frame too large or not UTF-8: ws closes with the right code (1009, 1007) by itself.
    raw.on('error', (err) => log.debug({ err }, 'A socket failed.'));
  }

  get isOpen(): boolean {
    return this.raw.readyState === this.raw.OPEN;
  }

  onMessage(deliver: Deliver): void {
    this.deliver = deliver;
  }

  /**
   * Resolves at once while the reader keeps up: an answer and its end, or the events of one turn, leave in one piece then. Else
   * when the network has taken the frame, which is what slows a fast source down to its reader.
   */
  send(frame: string): Promise<void> {
    const { raw, wire } = this;
    if (!this.mayWrite()) return sent;
    gatherWrites(wire);
    // An error of the network means that the socket is closing, which tells everyone who must know.
    if (raw.bufferedAmount < freelyBytes) {
      raw.send(frame, this.onFlushed);
      return sent;
    }
    return new Promise((resolve) => {
      raw.send(frame, () => {
        this.onFlushed();
        resolve();
      });
    });
  }

  /**
   * A whole frame with its header, written past `ws`, which would make a header and a list of parts for each socket. True: the
   * network has it, or nothing is sent any more. Else `onFlushed` is called when the network has taken it.
   */
  pass(frame: Buffer, onFlushed: () => void): boolean {
    if (!this.mayWrite()) return true;
    this.wire.write(frame);
    if (this.wire.writableLength === 0) return true;
    this.wire.write(noBytes, () => {
      this.onFlushed();
      onFlushed();
    });
    return false;
  }

  close(code = 1000, reason = ''): void {
    if (!this.isOpen) return;
    this.closingSince = this.parts.now();
    this.raw.close(code, reason);
  }

  /** Too slow or overloaded: the client comes back and resumes. */
  cut(reason: string): void {
    this.close(closeCodes.tryAgainLater, reason);
  }

  /** Called now and then, by the keeper of all sockets. */
  check(): void {
    const { raw } = this;
    const { limits, now } = this.parts;
    const at = now();
    if (this.closingSince !== null) {
      if (at - this.closingSince > limits.lingerMs) raw.terminate();
      return;
    }
    if (!this.isOpen) return;
    if (this.initialiseBy !== null && at > this.initialiseBy) {
      this.close(closeCodes.notInitialised, 'Connection initialisation timeout');
      return;
    }
    if (raw.bufferedAmount > 0 && at - this.flushedAt > limits.stalledMs) {
      this.cut('Too slow: nothing was read for a while. Resume from your last cursor.');
      return;
    }
    if (at - this.pingedAt < limits.pingEveryMs) return;
    if (!this.isAlive) {
      raw.terminate();
      return;
    }
    this.isAlive = false;
    this.pingedAt = at;
    raw.ping();
  }

  /** Not to who is gone or going, and not to who does not read. */
  private mayWrite(): boolean {
    const { raw } = this;
    const { limits, now } = this.parts;
    if (!this.isOpen) return false;
    if (raw.bufferedAmount > limits.bufferedBytes) {
      this.cut('Too slow: read faster, and resume from your last cursor.');
      return false;
    }
    if (raw.bufferedAmount === 0) this.flushedAt = now();
    return true;
  }

  private read(data: RawData): void {
    this.isAlive = true;
    if (!this.isOpen) return;
    const frame = parseFrame(data);
    if (frame === null) this.close(closeCodes.badFrame, 'Invalid message received');
    else this.take(frame);
  }

  private take(frame: Frame): void {
    if (frame.type === 'connection_init') this.initialiseBy = null;
    if (frame.type === 'subscribe' && typeof frame.id === 'string') this.takeSubscribe(frame, frame.id);
    else if (frame.type === 'complete' && typeof frame.id === 'string') this.takeComplete(frame, frame.id);
    else this.hand(frame);
  }

  private takeSubscribe(frame: Frame, id: string): void {
    const former = this.find(id);
    // Completed by the client, but its last answer is still under way: were the id given on now, that answer, or the former
    // operation's end, would be taken for the new one's.
    if (former?.isCompleted) {
      former.waiting = former.waiting.concat(frame);
      if (former.waiting.length > this.parts.limits.operations) this.cut('Too many frames wait for one operation.');
      return;
    }
    if (former === undefined && this.running.length >= this.parts.limits.operations) {
      void this.send(this.parts.tooMany(id));
      return;
    }
    if (former !== undefined) {
      // Two running operations of one id: the engine closes with 4409.
      this.hand(frame);
      return;
    }
    const operation: Operation = { id, isCompleted: false, waiting: nothing };
    this.running = this.running.concat(operation);
    this.hand(frame, () => this.letGo(operation));
  }

  private takeComplete(frame: Frame, id: string): void {
    const operation = this.find(id);
    if (operation !== undefined && operation.waiting.length > 0) {
      operation.waiting = operation.waiting.concat(frame);
      return;
    }
    if (operation !== undefined) operation.isCompleted = true;
    this.hand(frame);
  }

  private find(id: string): Operation | undefined {
    return this.running.find((operation) => operation.id === id);
  }

  private letGo(operation: Operation): void {
    this.running = this.running.filter((other) => other !== operation);
    for (const frame of operation.waiting) if (this.isOpen) this.take(frame);
  }

  /** `done` when it has been answered to its end. No async function: each would leave a frame for as long as a subscription. */
  private hand(frame: Frame, done: () => void = () => undefined): void {
    this.deliver(frame as unknown as string).then(done, (err: unknown) => {
      this.parts.log.error({ err }, 'A frame could not be answered.');
      this.cut('Something went wrong on our side. Come back in a moment.');
      done();
    });
  }
}

/** Null for what no client may send. Whether the rest of a frame is sound is the engine's to judge. */
function parseFrame(data: RawData): Frame | null {
  let frame: unknown;
  try {
    frame = JSON.parse((data as Buffer).toString());
  } catch {
    return null;
  }
  if (typeof frame !== 'object' || frame === null || !('type' in frame)) return null;
  return typeof frame.type === 'string' && clientFrames.has(frame.type) ? (frame as Frame) : null;
}
