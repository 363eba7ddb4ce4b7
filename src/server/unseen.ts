/** A caller whom nobody looks at unnoticed: whoever asks for what is theirs alone gets it, and it is told. */
import { isStaff, type StaffActor } from '../auth/actor';
import { seesWholeWorkspace } from '../auth/policy';
import type { Caller } from './caller';

/** What those who share answers have in common (shared-answers.ts). Everything else of an actor is theirs alone. */
const common: ReadonlySet<string> = new Set<keyof StaffActor>(['kind', 'workspaceId', 'permissions']);

/**
 * The caller if it is of the staff and sees the whole workspace. Others are told of what is theirs, which is nobody else's: they
 * would only wait for each other.
 */
export function sharerNow(caller: Caller): StaffActor | null {
  const actor = caller.identity()?.actor;
  return actor !== undefined && isStaff(actor) && seesWholeWorkspace(actor) ? actor : null;
}

export function unseen(caller: Caller, onLook: () => void): Caller {
  const looked = <Value>(value: Value): Value => {
    onLook();
    return value;
  };
  return {
    get token() {
      return looked(caller.token);
    },
    get address() {
      return looked(caller.address);
    },
    get origin() {
      return looked(caller.origin);
    },
    baseUrl: caller.baseUrl,
    identity() {
      const identity = caller.identity();
      if (identity === null) return looked(null);
      return { allowedOrigins: identity.allowedOrigins, actor: watched(identity.actor, onLook) };
    },
  };
}

function watched<Actor extends object>(actor: Actor, onLook: () => void): Actor {
  const fields = Object.entries(actor).map(([name, value]: [string, unknown]) => {
    const get = (): unknown => {
      if (!common.has(name)) onLook();
      return value;
    };
    return [name, { enumerable: true, get }] as const;
  });
  return Object.create(Object.prototype, Object.fromEntries(fields)) as Actor;
}
