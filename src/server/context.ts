/** What resolvers are given, made alike for an HTTP request and for an event on a socket. */
import type { Ports, Reads } from '../actions/ports';
import type { Authenticator, Identity } from '../auth/authenticate';
import type { Actor } from '../auth/actor';
import type { EventLog, Feed } from '../events/topics';
import type { Context, Cursors, Loaders, Reachability, Scope } from '../resolvers/context';
import type { WorkspaceId } from '../routing/terms';
import { type Caller, refuseForeignOrigin } from './caller';
import type { Door, Throttle } from './throttle';

export interface ContextParts {
  readonly ports: Ports;
  readonly log: EventLog;
  readonly feed: Feed;
  readonly cursors: Cursors;
  readonly reachability: Reachability;
  readonly throttle: Throttle;
  readonly authenticator: Authenticator;
  readsOf(workspaceId: WorkspaceId): Reads;
  loadersOf(reads: Reads, actor: Actor): Loaders;
}

export type ContextOf = (caller: Caller) => Context;

export function createContextOf(parts: ContextParts): ContextOf {
  return (caller) => new CallContext(parts, caller);
}

/**
 * A class, because the HTTP engine copies the context of each request: methods must work on the copy, so nothing here is
 * private by `#` and nothing closes over the original.
 */
class CallContext implements Context {
  scope: Scope | null;

  constructor(
    private readonly parts: ContextParts,
    private readonly caller: Caller,
  ) {
    this.scope = this.scopeOf(caller.identity());
  }

  // Read where they are asked for: one is made for each event and each of its readers, and most events need none of them. And who
  // looks at the caller may be noticed (unseen.ts).
  get token(): string | null {
    return this.caller.token;
  }

  get address(): string {
    return this.caller.address;
  }

  get ports(): Ports {
    return this.parts.ports;
  }

  get log(): EventLog {
    return this.parts.log;
  }

  get feed(): Feed {
    return this.parts.feed;
  }

  get cursors(): Cursors {
    return this.parts.cursors;
  }

  get reachability(): Reachability {
    return this.parts.reachability;
  }

  throttle(door: Door): Promise<void> {
    return this.parts.throttle(door, this.caller.address);
  }

  pictureUrl(hash: string): string {
    return `${this.caller.baseUrl}/pictures/${hash}`;
  }

  async enter(token: string): Promise<void> {
    const identity = await this.parts.authenticator.authenticate(token);
    refuseForeignOrigin(this.caller, identity);
    this.scope = this.scopeOf(identity);
  }

  actorNow(): Actor | null {
    return this.caller.identity()?.actor ?? null;
  }

  fork(): Context {
    return new CallContext(this.parts, this.caller);
  }

  private scopeOf(identity: Identity | null): Scope | null {
    return identity === null ? null : new CallScope(this.parts, identity.actor);
  }
}

/** Its loaders are some twenty objects: made when a field asks, since most events are answered without any. */
class CallScope implements Scope {
  readonly workspaceId: WorkspaceId;
  private madeReads: Reads | null = null;
  private madeLoaders: Loaders | null = null;

  constructor(
    private readonly parts: Pick<ContextParts, 'readsOf' | 'loadersOf'>,
    readonly actor: Actor,
  ) {
    this.workspaceId = actor.workspaceId;
  }

  get reads(): Reads {
    return (this.madeReads ??= this.parts.readsOf(this.workspaceId));
  }

  get loaders(): Loaders {
    return (this.madeLoaders ??= this.parts.loadersOf(this.reads, this.actor));
  }
}
