/**
 * Somebody's line to the server: everything they say and hear goes through it, and it can be cut, pulled and mended. Cutting
 * breaks the connections: both sides learn of it. Pulling swallows every byte and leaves the connections standing, as a pulled
 * cable or a closed laptop does: neither side is told anything.
 */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Line {
  /** `http://127.0.0.1:…`, from now to the end. */
  readonly url: string;
  /** Breaks what is open and lets nothing through. */
  cut(): void;
  /** Swallows what is said from now on, either way; whoever connects finds nobody who answers. */
  pull(): void;
  /** Lets through again; what was pulled is broken. */
  mend(): void;
  close(): Promise<void>;
}

/** `portOf` is asked at each connection, so that whoever comes back finds the server that runs then; null: there is none. */
export async function openLine(portOf: () => number | null): Promise<Line> {
  const ends = new Set<Socket>();
  let isCut = false;
  let isPulled = false;
  const hold = (one: Socket, other: Socket): void => {
    ends.add(one);
    one.setNoDelay(true);
    one.on('error', () => undefined);
    one.on('close', () => {
      ends.delete(one);
      if (!isPulled) other.destroy();
    });
  };
  const breakAll = (): void => {
    for (const end of ends) end.destroy();
  };
  const swallow = (end: Socket): void => {
    ends.add(end);
    end.unpipe();
    end.resume();
  };
  const server = createServer((near) => {
    const port = isCut ? null : portOf();
    near.on('error', () => undefined);
    if (port === null) return void near.destroy();
    if (isPulled) return void swallow(near);
    const far = connect(port, '127.0.0.1');
    hold(near, far);
    hold(far, near);
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      isCut = true;
      breakAll();
    },
    pull: () => {
      isPulled = true;
      ends.forEach(swallow);
    },
    mend: () => {
      if (isPulled) breakAll();
      isCut = false;
      isPulled = false;
    },
    close: async () => {
      isCut = true;
      breakAll();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
