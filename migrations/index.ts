/** In the order in which they run. Numbered and immutable: what has been released is changed by a further one. */
import { Initial1763596800000 } from './0001-initial';
import { KnownOrigins1763683200000 } from './0002-known-origins';
import { DialogsComplete1795132800000 } from './0003-dialogs-complete';
import { DueLease1795737600000 } from './0010-due-lease';

export const migrations = [
  Initial1763596800000,
  KnownOrigins1763683200000,
  DialogsComplete1795132800000,
  DueLease1795737600000,
] as const;
