/**
 * What survives a reload: kept per workspace in the browser's storage. A browser that refuses storage (private windows,
 * blocked cookies) gets a widget that forgets, never one that breaks.
 */
export interface Remembered {
  readonly visitorToken?: string | undefined;
  readonly conversationId?: string | undefined;
  readonly draft?: string | undefined;
  readonly isMuted?: boolean | undefined;
  readonly isPokeDismissed?: boolean | undefined;
  /** How far the visitor has read, in whichever tab. */
  readonly read?: { readonly conversationId: string; readonly upTo: number } | undefined;
}

export interface Memory {
  /** The browser's storage itself, where it may be used. */
  readonly storage: Storage | null;
  read(): Remembered;
  write(changes: Remembered): void;
  /** Called when another tab of this site has written. */
  onOtherTab(listener: () => void): void;
  /** Whether the panel was open: for this tab alone, so that a chat stays open from page to page. */
  wasOpen(): boolean;
  setOpen(isOpen: boolean): void;
}

function allowedStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

function parse(text: string | null): Remembered {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

export function createMemory(workspaceKey: string): Memory {
  const name = `parley:${workspaceKey}`;
  let fallback: Remembered = {};

  function read(): Remembered {
    try {
      return parse(localStorage.getItem(name));
    } catch {
      return fallback;
    }
  }

  return {
    storage: allowedStorage(),
    read,
    write(changes) {
      // Read first: another tab may have written something else since.
      fallback = { ...read(), ...changes };
      try {
        localStorage.setItem(name, JSON.stringify(fallback));
      } catch {
        // Full or forbidden: kept for this page.
      }
    },
    onOtherTab: (listener) => addEventListener('storage', ({ key }) => key === name && listener()),
    wasOpen() {
      try {
        return sessionStorage.getItem(name) === 'open';
      } catch {
        return false;
      }
    },
    setOpen(isOpen) {
      try {
        sessionStorage.setItem(name, isOpen ? 'open' : 'closed');
      } catch {
        // As above.
      }
    },
  };
}

/** For what stands inside a page: the page starts it anew, and the server knows where it was. */
export function forgetful(): Memory {
  return {
    storage: null,
    read: () => ({}),
    write: () => undefined,
    onOtherTab: () => undefined,
    wasOpen: () => true,
    setOpen: () => undefined,
  };
}
