import { useEffect, useReducer } from 'react';
import { useDesk } from './use-desk';

/**
 * The server's time in milliseconds: as of this drawing, and drawn again at least every so often. What is far away needs
 * no second hand; but whenever something is drawn, it is by the time it is then and by what is known of the server's clock.
 */
export function useNow(everyMs: number): number {
  const { clock } = useDesk().parley;
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return clock.now();
}
