/** Who we are towards the server, and what happens when it does not believe it (any longer). */
export interface Tokens {
  readonly current: () => Promise<string | null>;
  readonly set: (token: string | null) => void;
  /**
   * The server refused this token: asks the hook once, however many requests were refused with it, and answers
   * whether there is another one now. What the hook itself sends must be anonymous: it would wait for its own end.
   */
  readonly refused: (token: string | null) => Promise<boolean>;
}

/** A token, or where to get one each time it is needed. */
export type TokenSource = string | null | (() => string | null | Promise<string | null>);

export function createTokens(initial: TokenSource, onUnauthenticated: (() => unknown) | undefined): Tokens {
  let source = initial;
  let replacing: Promise<unknown> | null = null;
  const current = async (): Promise<string | null> => (typeof source === 'function' ? source() : source);

  return {
    current,
    set: (token) => {
      source = token;
    },
    refused: async (token) => {
      if ((await current()) !== token) return true;
      replacing ??= Promise.resolve()
        .then(() => onUnauthenticated?.())
        .catch(() => undefined)
        .finally(() => {
          replacing = null;
        });
      await replacing;
      return (await current()) !== token;
    },
  };
}
