/** How a root field begins: who asks, what of theirs may be read, and from which point on events complete the answer. */
import type { GraphQLResolveInfo } from 'graphql';
import { isStaff, type StaffActor } from '../auth/actor';
import { may, type StaffAction, staffActions } from '../auth/policy';
import type { Context, Loaders, Scope } from './context';
import { forStaffOnly, lacking, unauthenticated } from './refusals';

export function scopeOf(context: Context): Scope {
  if (context.scope === null) throw unauthenticated();
  return context.scope;
}

/**
 * The first line of every root field that something with an `eventCursor` can be reached from. The log's position is read
 * before anything else is loaded, in each root field of the operation, since neighbours share their loaders: read later, an
 * event between the load and the reading would be lost to whoever resumes from the cursor.
 */
export async function enter(context: Context, info: GraphQLResolveInfo): Promise<Scope> {
  const scope = scopeOf(context);
  if (mentionsCursor(info)) await scope.loaders.position();
  return scope;
}

/** By the text of the document, which is much quicker than a walk and at worst reads a number in vain. */
function mentionsCursor(info: GraphQLResolveInfo): boolean {
  return info.operation.loc?.source.body.includes('eventCursor') ?? true;
}

/** For fields that are for staff. */
export function staffScope(context: Context): Scope & { readonly actor: StaffActor } {
  const scope = context.scope;
  if (scope === null || !hasStaff(scope)) throw forStaffOnly();
  return scope;
}

function hasStaff(scope: Scope): scope is Scope & { readonly actor: StaffActor } {
  return isStaff(scope.actor);
}

/** For what needs a permission; `staffActions` says which. */
export function demand(scope: Scope, action: StaffAction): void {
  if (may(scope.actor, action)) return;
  const permission = staffActions[action];
  throw permission !== null && isStaff(scope.actor) ? lacking(permission) : forStaffOnly();
}

/** The loaders behind a mutation: what was read before it is forgotten, so that the answer shows what it did. */
export function reloaded({ loaders }: Scope): Loaders {
  loaders.forget();
  return loaders;
}
