import { useEffect, useRef } from 'react';
import type { Offer } from '../desk/state';
import { useNow } from '../hooks/use-now';

const radius = 18;
const round = 2 * Math.PI * radius;

/** The seconds left by the server's clock, as a figure and as a ring. */
export function CountdownRing({ offer, onEnd }: { readonly offer: Offer; readonly onEnd: () => void }) {
  const now = useNow(250);
  const total = Date.parse(offer.expiresAt) - Date.parse(offer.offeredAt);
  const left = Math.max(0, Date.parse(offer.expiresAt) - now);
  const share = total > 0 ? Math.min(1, left / total) : 0;
  const seconds = Math.ceil(left / 1_000);

  const end = useRef(onEnd);
  end.current = onEnd;
  const over = left === 0;
  useEffect(() => {
    if (over) end.current();
  }, [over, offer.id]);

  return (
    <svg
      className="countdown-ring"
      viewBox="0 0 44 44"
      width="44"
      height="44"
      role="timer"
      aria-label={`${seconds} seconds left`}
    >
      <circle className="ring-track" cx="22" cy="22" r={radius} />
      <circle
        className="ring-left"
        cx="22"
        cy="22"
        r={radius}
        strokeDasharray={round}
        strokeDashoffset={round * (1 - share)}
        transform="rotate(-90 22 22)"
      />
      <text x="22" y="22" dominantBaseline="central" textAnchor="middle">
        {seconds}
      </text>
    </svg>
  );
}
