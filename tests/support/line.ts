/**
 * Somebody's line to the server: everything they say and hear goes through it, and it can be cut and mended. Cutting ends
 * the bytes, as a tunnel or a closed laptop does: neither side is told anything.
 */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Line {
  /** `http://127.0.0.1:…`, from now to the end. */
  readonly url: string;
  /** Breaks what is open and lets nothing through. */
  cut(): void;
  /** Lets through again. */
  mend(): void;
  close(): Promise<void>;
}

/** `portOf` is asked at each connection, so that whoever comes back finds the server that runs then; null: there is none. */
export async function openLine(portOf: () => number | null): Promise<Line> {
  const ends = new Set<Socket>();
  let isCut = false;
  const hold = (one: Socket, other: Socket): void => {
    ends.add(one);
    one.setNoDelay(true);
    one.on('error', () => undefined);
    one.on('close', () => {
      ends.delete(one);
      other.destroy();
    });
  };
  const breakAll = (): void => {
    for (const end of ends) end.destroy();
  };
  const server = createServer((near) => {
    const port = isCut ? null : portOf();
    near.on('error', () => undefined);
    if (port === null) return void near.destroy();
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
    mend: () => {
      isCut = false;
    },
    close: async () => {
      isCut = true;
      breakAll();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
