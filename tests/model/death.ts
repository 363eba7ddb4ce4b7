/** A process that dies in the middle of an action: in its own words, since a real one cannot be told where. */
import type { Ports } from '../../src/actions/ports';

class Killed extends Error {}

export interface Death {
  readonly behind: number;
  /** With everything written and nothing committed; else right behind a commit. */
  readonly inTransaction: boolean;
}

/** A process that dies behind so many transactions. What it had begun is rolled back, as the database does it. */
export function dying(ports: Ports, { behind, inTransaction }: Death): Ports {
  let committed = 0;
  return {
    ...ports,
    work: async (workspaceId, run) => {
      if (committed === behind && inTransaction) {
        return ports.work(workspaceId, async (tx) => {
          await run(tx);
          throw new Killed();
        });
      }
      if (committed === behind) throw new Killed();
      const value = await ports.work(workspaceId, run);
      committed += 1;
      return value;
    },
  };
}

export async function untilDeath<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Killed) return null;
    throw error;
  }
}
