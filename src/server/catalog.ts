/**
 * The published dialogs of the workspaces that were asked about lately, compiled and kept in this process.
 *
 * Dropped when this process commits a DIALOG_CHANGED, when another one hints that it did, and by a sweep that asks every two
 * seconds how far the log has come for what is kept: a hint that was lost costs two seconds. None of it is trusted alone, and
 * none of it is the last word: whoever starts a conversation asks the dialog's row again.
 */
import type { Catalog, Published } from '../actions/audience-ports';
import type { Bus, EventsLogger } from '../events/bus';
import type { StoredEvent } from '../events/topics';
import type { WorkspaceId } from '../routing/terms';
import type { Database } from '../stores/database';
import { type PublishedReading, readChanges, readPublished } from '../stores/reads/published';
import { compileAudiences } from '../streams/audience';

export interface CatalogOptions {
  readonly database: Database;
  readonly bus: Bus;
  readonly logger?: EventsLogger;
  readonly sweepMs?: number;
  /** More than this many workspaces, and the one unasked for longest is forgotten. */
  readonly maxWorkspaces?: number;
}

export interface PublishedCatalog extends Catalog {
  /** Committed events of this process. Never throws. */
  announce(events: readonly StoredEvent[]): void;
  /** How many workspaces are kept. */
  readonly size: number;
  /** How often the log was asked whether they are still as they were. */
  readonly sweeps: number;
  close(): void;
}

interface Kept {
  readonly published: Promise<Published>;
  /** Null while it is being read. */
  position: number | null;
}

export function createCatalog(options: CatalogOptions): PublishedCatalog {
  return new KeptCatalog(options);
}

class KeptCatalog implements PublishedCatalog {
  /** In the order in which they were asked for: the first is the oldest. */
  private readonly kept = new Map<WorkspaceId, Kept>();
  private readonly leaveBus: () => void;
  private sweeping: NodeJS.Timeout | null = null;
  private isSweeping = false;
  sweeps = 0;

  constructor(private readonly options: CatalogOptions) {
    this.leaveBus = options.bus.subscribe({
      onHint: (hint) => {
        if (hint.kind === 'DIALOGS_CHANGED') this.drop(hint.workspaceId);
      },
      onReconnect: () => void this.sweep(),
    });
  }

  get size(): number {
    return this.kept.size;
  }

  now(): Date {
    return new Date();
  }

  find(workspaceId: WorkspaceId): Promise<Published> {
    const found = this.kept.get(workspaceId);
    if (found !== undefined) {
      this.kept.delete(workspaceId);
      this.kept.set(workspaceId, found);
      return found.published;
    }
    const kept: Kept = { published: this.read(workspaceId, () => kept), position: null };
    this.keep(workspaceId, kept);
    return kept.published;
  }

  drop(workspaceId: WorkspaceId): void {
    this.kept.delete(workspaceId);
  }

  announce(events: readonly StoredEvent[]): void {
    const changed = events.find(({ event }) => event.type === 'DIALOG_CHANGED');
    if (changed === undefined) return;
    const { workspaceId } = changed;
    this.drop(workspaceId);
    this.options.bus.publish({ kind: 'DIALOGS_CHANGED', workspaceId });
  }

  close(): void {
    this.leaveBus();
    this.kept.clear();
    if (this.sweeping !== null) clearInterval(this.sweeping);
    this.sweeping = null;
  }

  private keep(workspaceId: WorkspaceId, kept: Kept): void {
    this.kept.set(workspaceId, kept);
    // A reading that fails is told to those who wait for it, and tried again by the next.
    kept.published.catch(() => this.forget(workspaceId, kept));
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size > (this.options.maxWorkspaces ?? 1_000)) this.kept.delete(oldest);
    this.sweeping ??= setInterval(() => void this.sweep(), this.options.sweepMs ?? 2_000).unref();
  }

  private async read(workspaceId: WorkspaceId, kept: () => Kept): Promise<Published> {
    const reading = await readPublished(this.options.database, workspaceId);
    kept().position = reading.position;
    return compiled(reading);
  }

  private forget(workspaceId: WorkspaceId, kept: Kept): void {
    if (this.kept.get(workspaceId) === kept) this.kept.delete(workspaceId);
  }

  /** The log may have been trimmed or put back: whatever is not where it was is read anew. */
  private async sweep(): Promise<void> {
    if (this.isSweeping) return;
    this.isSweeping = true;
    try {
      const asked = [...this.kept].filter(([, { position }]) => position !== null);
      const positions = await readChanges(
        this.options.database,
        asked.map(([id]) => id),
      );
      for (const [id, kept] of asked) if (positions.get(id) !== kept.position) this.forget(id, kept);
      this.sweeps += 1;
    } catch (err) {
      this.options.logger?.warn({ err }, 'Whether dialogs were published elsewhere could not be read.');
    } finally {
      this.isSweeping = false;
    }
  }
}

function compiled({ dialogs, chatEnabled, businessHours }: PublishedReading): Published {
  return { matcher: compileAudiences(dialogs), chatEnabled, businessHours };
}
