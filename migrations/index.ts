/** In the order in which they run. Numbered and immutable: what has been released is changed by a further one. */
import { Initial1763596800000 } from './0001-initial';
import { KnownOrigins1763683200000 } from './0002-known-origins';
import { DialogsComplete1795132800000 } from './0003-dialogs-complete';
import { Play1795219200000 } from './0004-play';
import { Meetings1795564800000 } from './0008-meetings';
import { Lifecycle1795305600000 } from './0005-lifecycle';
import { Audience1795392000000 } from './0006-audience';
import { People1795478400000 } from './0007-people';
import { Reports1795651200000 } from './0009-reports';
import { DueLease1795737600000 } from './0010-due-lease';
import { DueLanes1795824000000 } from './0011-due-lanes';
import { Availability1795910400000 } from './0012-availability';
import { Routes1795996800000 } from './0013-routes';
import { NamedRoutes1796083200000 } from './0014-named-routes';
import { Waiting1796169600000 } from './0015-waiting';
import { RuleVersions1796342400000 } from './0017-rule-versions';
import { ExternalRouters1796428800000 } from './0018-external-routers';
import { Push1796515200000 } from './0019-push';
import { Explain1796601600000 } from './0020-explain';
import { Supervision1796256000000 } from './0016-supervision';

import { DialogsClosed1796688000000 } from './0021-dialogs-closed';
import { Claims1796774400000 } from './0022-claims';
import { AccountOwners1796947200000 } from './0024-account-owners';
import { HandoversTold1797033600000 } from './0025-handovers-told';
import { ListeningEnds1797120000000 } from './0026-listening-ends';
import { ReplayInputs1797292800000 } from './0028-replay-inputs';
import { EventRetention1797206400000 } from './0027-event-retention';
import { Doors1797379200000 } from './0029-doors';

export const migrations = [
  Initial1763596800000,
  KnownOrigins1763683200000,
  DialogsComplete1795132800000,
  Play1795219200000,
  Meetings1795564800000,
  Lifecycle1795305600000,
  Audience1795392000000,
  People1795478400000,
  Reports1795651200000,
  DueLease1795737600000,
  DueLanes1795824000000,
  Availability1795910400000,
  Routes1795996800000,
  NamedRoutes1796083200000,
  Waiting1796169600000,
  Supervision1796256000000,
  Explain1796601600000,
  RuleVersions1796342400000,
  ExternalRouters1796428800000,
  Push1796515200000,
  DialogsClosed1796688000000,
  Claims1796774400000,
  AccountOwners1796947200000,
  HandoversTold1797033600000,
  ListeningEnds1797120000000,
  ReplayInputs1797292800000,
  EventRetention1797206400000,
  Doors1797379200000,
] as const;
