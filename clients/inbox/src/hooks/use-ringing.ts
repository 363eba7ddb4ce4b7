import { useEffect, useState } from 'react';
import { Ringer } from '../notify/ringer';

/** Rings while something rings. The first touch of the page unlocks the sound. */
export function useRinging(ringing: boolean): void {
  const [ringer] = useState(() => new Ringer());
  useEffect(() => {
    const unlock = (): void => ringer.unlock();
    window.addEventListener('pointerdown', unlock);
    window.addEventListener('keydown', unlock);
    return () => {
      window.removeEventListener('pointerdown', unlock);
      window.removeEventListener('keydown', unlock);
    };
  }, [ringer]);
  useEffect(() => {
    if (!ringing) return undefined;
    ringer.start();
    return () => ringer.stop();
  }, [ringer, ringing]);
}
