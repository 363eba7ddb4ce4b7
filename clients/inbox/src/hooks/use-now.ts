import { useEffect, useState } from 'react';
import { useDesk } from './use-desk';

/** The server's time in milliseconds, refreshed every so often. What is far away needs no second hand. */
export function useNow(everyMs: number): number {
  const { clock } = useDesk().parley;
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    setNow(clock.now());
    const timer = setInterval(() => setNow(clock.now()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
}
