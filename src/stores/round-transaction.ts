/**
 * A transaction as one member of a round sees it: any other, but that the routing lock is its turn, and that what routing looks at
 * is read once for the whole round. What each of them takes is laid over it for those who come behind.
 */
import type { AgentStore, RoutingStore, UsageStore, WorkspaceStore } from '../actions/ports';
import type { AgentId, EventId } from '../routing/terms';
import type { DomainEvent } from '../routing/events';
import type { PoolRecord } from '../actions/records';
import { newId } from './ids';
import type { Mark, Places, RoundLedger } from './round-ledger';
import type { MemberLine } from './round-member';
import type { KeptRouting } from './routing.store';
import { LineTransaction } from './transaction';

/** What the round knows behind the routing lock, read where somebody asks for it first. */
export interface RoundPicture {
  readonly ledger: RoundLedger;
  look<T>(key: string, read: (stores: PictureStores) => Promise<T>): Promise<T>;
}

/** The stores on the round's own connection. */
export interface PictureStores {
  readonly workspace: WorkspaceStore;
  readonly usage: UsageStore;
  readonly routing: RoutingStore;
}

/** What a member says, and when something of it is due: nothing, if it goes alone. */
export class MemberTransaction extends LineTransaction {
  constructor(
    private readonly member: MemberLine,
    private readonly picture: RoundPicture,
    readonly said: {
      readonly events: { readonly id: EventId; readonly event: DomainEvent }[];
      readonly due: Date[];
    },
    kept: KeptRouting,
  ) {
    const emit = (event: DomainEvent): void => void said.events.push({ id: newId<'Event'>(), event });
    super(member, { emit, due: (at) => void said.due.push(at) }, kept);
  }

  override get workspace(): WorkspaceStore {
    return { ...super.workspace, find: () => this.known('workspace', ({ workspace }) => workspace.find()) };
  }

  override get usage(): UsageStore {
    const { ledger } = this.picture;
    const find = async () => {
      const { read, mark } = await this.known('usage', ({ usage }) => this.marked(() => usage.find()));
      return ledger.usage(read, mark);
    };
    return {
      ...super.usage,
      find: () => (this.member.isLocking ? find() : super.usage.find()),
      countLiveChatEngagement: () => ledger.countLiveChat(),
      countEngagedConversation: () => ledger.countEngaged(),
    };
  }

  override get agents(): AgentStore {
    const { ledger } = this.picture;
    const note =
      (places: Places) =>
      (id: AgentId): void =>
        ledger.noteSeats(id, places, this.now);
    return {
      ...super.agents,
      reserve: note({ reserved: 1, active: 0 }),
      seat: note({ reserved: -1, active: 1 }),
      releaseReservation: note({ reserved: -1, active: 0 }),
      releaseSeat: note({ reserved: 0, active: -1 }),
    };
  }

  override get routing(): RoutingStore {
    const { ledger } = this.picture;
    const store = super.routing;
    const ring = async (key: string, find: (routing: RoutingStore) => Promise<PoolRecord | null>) => {
      const found = await this.known(key, ({ routing }) => find(routing));
      return found && ledger.ring(found);
    };
    return {
      ...store,
      lock: () => this.member.reachLock(),
      findWorkspacePool: async () =>
        ledger.ring(await this.known('ring', ({ routing }) => routing.findWorkspacePool())),
      findFallbackPool: () => ring('ring in reserve', (routing) => routing.findFallbackPool()),
      findTeamPool: (id) => ring(`ring ${id}`, (routing) => routing.findTeamPool(id)),
      findRules: async () => {
        const rules = await this.known('rules', ({ routing }) => routing.findRules());
        return rules.map((rule) => ({ ...rule, pool: ledger.ring(rule.pool) }));
      },
      findCandidates: async () => {
        const look = ({ routing }: PictureStores) => this.marked(() => routing.findCandidates());
        const { read, mark } = await this.known('candidates', look);
        return ledger.candidates(read, mark);
      },
      updatePool: (id, { order, lastOffered }) => {
        if (order !== undefined) store.updatePool(id, { order });
        if (lastOffered !== undefined) ledger.noteTurn(id, lastOffered);
      },
    };
  }

  /** With what had been written when it was asked. */
  private async marked<T>(ask: () => Promise<T>): Promise<{ readonly read: T; readonly mark: Mark }> {
    const mark = this.picture.ledger.mark();
    return { read: await ask(), mark };
  }

  /** Behind the lock, or on the way there, from the picture and in one's turn; else as in any transaction. */
  private async known<T>(key: string, read: (stores: PictureStores) => Promise<T>): Promise<T> {
    if (!this.member.isLocking) {
      return read({ workspace: super.workspace, usage: super.usage, routing: super.routing });
    }
    // Read with the lock, and looked at in one's turn: by then it may have been read anew.
    this.picture.look(key, read).catch(() => undefined);
    await this.member.turn;
    return this.picture.look(key, read);
  }
}
