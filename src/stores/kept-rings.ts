/**
 * The orders of rings, kept by the process: they change by hand, and are asked for with every request. Each look asks the
 * database for the pointer and for the version of the order, and for the order itself only where it is another one. The
 * version is a hash of the order, so what is kept under it cannot be out of date, whoever changed the ring and how.
 */
import type { PoolRecord } from '../actions/records';
import type { AgentId } from '../routing/terms';
import { detached } from './ids';
import type { RingRow } from './sql/pool.sql';

export interface KeptRings {
  /** Null: there is no such ring. */
  look(key: string, ask: (version: string | null) => Promise<RingRow | undefined>): Promise<PoolRecord | null>;
}

const keptOrders = 1_000;

export function createKeptRings(): KeptRings {
  const orders = new Map<string, { readonly version: string; readonly order: readonly AgentId[] }>();
  return {
    async look(key, ask) {
      const known = orders.get(key) ?? null;
      const row = await ask(known?.version ?? null);
      if (row === undefined) return null;
      const { version, ...pool } = row;
      if (pool.order === null) return { ...pool, order: known?.order ?? [] };
      if (orders.size >= keptOrders) orders.clear();
      const order = pool.order.map(detached);
      orders.set(key, { version, order });
      return { ...pool, order };
    },
  };
}
