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
  readonly ports: Ports;
  readonly log: EventLog;
  readonly feed: Feed;
  readonly cursors: Cursors;
  readonly reachability: Reachability;

  constructor(
    private readonly parts: ContextParts,
    private readonly caller: Caller,
  ) {
    this.ports = parts.ports;
    this.log = parts.log;
    this.feed = parts.feed;
    this.cursors = parts.cursors;
    this.reachability = parts.reachability;
    this.scope = this.scopeOf(caller.identity());
  }

  // Read where it is asked for: who looks at the caller may be noticed (unseen.ts).
  get token(): string | null {
    return this.caller.token;
  }

  get address(): string {
    return this.caller.address;
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
