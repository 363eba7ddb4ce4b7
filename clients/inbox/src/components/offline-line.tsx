import { useEffect, useState } from 'react';
import type { Connection } from '../../../sdk/socket';
import { useDesk } from '../hooks/use-desk';
import { useStore } from '../hooks/use-store';
import { Icon } from './icon';

/** Blinks of a second are not worth a line that moves the page. */
const shownAfterMs = 800;

/** Slim and amber: there while the line is down, with the time of the next try. */
export function OfflineLine() {
  const desk = useDesk();
  const connection = useStore(desk.parley.connection);
  const down = useIsDown(connection);
  if (!down) return null;
  return (
    <div className="offline-line" role="region" aria-label="Connection">
      <Icon name="warning" />
      <span role="status">No connection. What you type is kept.</span>
      <Countdown connection={connection} />
      <button type="button" className="link" onClick={desk.parley.retryNow}>
        Try now
      </button>
    </div>
  );
}

/** From the first failure until it is live again; trying in between is still down. */
function useIsDown(connection: Connection): boolean {
  const [down, setDown] = useState(false);
  const { state } = connection;
  useEffect(() => {
    if (state === 'live') setDown(false);
    if (state !== 'offline') return undefined;
    const timer = setTimeout(() => setDown(true), shownAfterMs);
    return () => clearTimeout(timer);
  }, [state]);
  return down;
}

function Countdown({ connection }: { readonly connection: Connection }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  if (connection.state !== 'offline') return <span className="figures">Trying …</span>;
  const seconds = Math.max(0, Math.ceil((connection.retryAt - now) / 1_000));
  return <span className="figures">{seconds === 0 ? 'Trying …' : `Trying again in ${seconds} s`}</span>;
}
