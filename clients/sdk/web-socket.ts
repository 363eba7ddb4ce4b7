interface SocketClass {
  new (...args: never[]): { addEventListener(type: string, listener: () => void): void };
}

/**
 * The WebSocket to use, with a listener for errors from birth on. A socket that is cut while it connects tells its error
 * after graphql-ws has stopped listening, and the `ws` package throws what nobody hears.
 */
export function quiet(implementation: unknown): unknown {
  const base = (implementation ?? (globalThis as { WebSocket?: unknown }).WebSocket) as SocketClass | undefined;
  if (base === undefined) {
    throw new Error('There is no WebSocket here. Pass one: createParley({ webSocketImpl: WebSocket, … }).');
  }
  return class extends base {
    constructor(...args: never[]) {
      super(...args);
      this.addEventListener('error', () => undefined);
    }
  };
}
