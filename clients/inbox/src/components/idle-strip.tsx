import type { Row } from '../desk/state';
import { useNow } from '../hooks/use-now';
import { countdown } from '../words';
import { Icon } from './icon';

/** From the warning on: how long until the chat ends by itself. */
export function IdleStrip({ row }: { readonly row: Row }) {
  const now = useNow(1_000);
  const { state, idleWarnsAt, idleEndsAt } = row.liveChat ?? {};
  if (state !== 'CONNECTED' || typeof idleEndsAt !== 'string') return null;
  if (typeof idleWarnsAt === 'string' && Date.parse(idleWarnsAt) > now) return null;
  if (typeof idleWarnsAt !== 'string') return null;
  const left = Date.parse(idleEndsAt) - now;
  return (
    <div className="idle-strip">
      <Icon name="clock" />
      <span role="status">This chat ends soon unless somebody writes.</span>
      <span className="figures" aria-hidden="true">
        {countdown(left)}
      </span>
    </div>
  );
}
