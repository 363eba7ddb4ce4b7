import { useEffect, useRef, useState } from 'react';
import { askerName, type Ringing } from '../desk/state';
import { useDesk, useDeskState } from '../hooks/use-desk';
import { useNow } from '../hooks/use-now';
import { useOfferKeys } from '../hooks/use-offer-keys';
import { useRinging } from '../hooks/use-ringing';
import { countdown, pageName } from '../words';
import { CountdownRing } from './countdown-ring';
import '../styles/offer-banner.css';

/** The one loud thing there is. Several requests are one banner: the one that ends first is asked about first. */
export function OfferBanner({ onAccepted }: { readonly onAccepted: (conversationId: string) => void }) {
  const desk = useDesk();
  const { offers } = useDeskState();
  const waiting = offers
    .filter(({ state }) => state !== 'gone')
    .sort((one, other) => one.offer.expiresAt.localeCompare(other.offer.expiresAt));
  const first = waiting[0] ?? null;
  const gone = offers.find(({ state }) => state === 'gone') ?? null;
  const shown = first ?? gone;
  const ringing = first !== null && first.state === 'ringing';
  useRinging(ringing);

  const accept = async (): Promise<void> => {
    if (!ringing) return;
    const conversationId = await desk.accept(first.offer.id);
    if (conversationId !== null) onAccepted(conversationId);
  };
  const decline = (): void => {
    if (ringing) void desk.decline(first.offer.id);
  };
  const acceptButton = useRef<HTMLButtonElement>(null);
  useOfferKeys({
    offerId: ringing ? first.offer.id : null,
    acceptButton,
    onAccept: () => void accept(),
    onDecline: decline,
  });

  return (
    <>
      <Announcement offer={first} />
      {shown !== null && (
        <section className="offer-banner" data-state={shown.state} aria-label="Chat request">
          {shown.state !== 'gone' && <CountdownRing offer={shown.offer} onEnd={() => desk.ranOut(shown.offer)} />}
          <Words ringing={shown} />
          {first !== null && gone !== null && (
            <span className="offer-gone">
              {nameOf(gone)}: {gone.note}
            </span>
          )}
          {waiting.length > 1 && <span className="offer-count">{waiting.length} waiting</span>}
          {shown.state !== 'gone' && (
            <div className="offer-actions">
              <button type="button" className="offer-decline" onClick={decline} aria-keyshortcuts="Escape">
                Decline <kbd>Esc</kbd>
              </button>
              <button
                type="button"
                className="offer-accept"
                ref={acceptButton}
                onClick={() => void accept()}
                aria-disabled={shown.state === 'answering'}
                aria-keyshortcuts="Enter"
              >
                {shown.state === 'answering' ? 'One moment …' : 'Accept'} <kbd>Enter</kbd>
              </button>
            </div>
          )}
        </section>
      )}
    </>
  );
}

function nameOf(ringing: Ringing): string {
  return askerName(ringing.offer);
}

function Words({ ringing }: { readonly ringing: Ringing }) {
  const { kind, note, conversation } = ringing.offer;
  const { pageUrl, dialog } = conversation ?? {};
  if (ringing.state === 'gone') return <p className="offer-words">{ringing.note}</p>;
  return (
    <p className="offer-words">
      <Asks ringing={ringing} />
      {pageUrl !== null && pageUrl !== undefined && <span className="offer-page"> on {pageName(pageUrl)}</span>}
      <Waited offer={ringing.offer} />
      {note !== null && (
        <q className="offer-quote" dir="auto">
          {note}
        </q>
      )}
      {kind === 'REQUEST' && dialog !== null && dialog !== undefined && (
        <span className="offer-dialog">{dialog.name}</span>
      )}
      {ringing.note !== null && <span className="offer-note">{ringing.note}</span>}
    </p>
  );
}

/** Who rings at once has not waited; whoever stood in a queue, or was asked of others before, has. */
const worthTellingMs = 5_000;

function Waited({ offer }: { readonly offer: Ringing['offer'] }) {
  const now = useNow(1_000);
  const requestedAt = Date.parse(offer.conversation?.liveChat?.requestedAt ?? offer.offeredAt);
  if (offer.kind !== 'REQUEST' || Date.parse(offer.offeredAt) - requestedAt < worthTellingMs) return null;
  return (
    <span className="offer-waited">
      {' · waiting '}
      <span className="figures">{countdown(now - requestedAt)}</span>
    </span>
  );
}

/** Who asks, and for what: a visitor for a person, or a colleague for somebody to take over or to help. */
function Asks({ ringing }: { readonly ringing: Ringing }) {
  const { kind, from } = ringing.offer;
  const visitor = <strong>{nameOf(ringing)}</strong>;
  const colleague = <strong>{from?.name ?? 'A colleague'}</strong>;
  switch (kind) {
    case 'TRANSFER':
      return (
        <>
          {colleague} hands over the chat with {visitor}
        </>
      );
    case 'INVITE':
      return (
        <>
          {colleague} asks you to help in the chat with {visitor}
        </>
      );
    default:
      return <>{visitor} asks for a live chat</>;
  }
}

function askedInWords({ offer }: Ringing, name: string): string {
  const colleague = offer.from?.name ?? 'A colleague';
  const note = offer.note === null ? '' : ` Note: ${offer.note}`;
  switch (offer.kind) {
    case 'TRANSFER':
      return `${colleague} hands over the chat with ${name}.${note}`;
    case 'INVITE':
      return `${colleague} asks you to help in the chat with ${name}.${note}`;
    default:
      return `Chat request from ${name}.`;
  }
}

/** Said once for each request, to whoever listens instead of looking. */
function Announcement({ offer }: { readonly offer: Ringing | null }) {
  const [said, setSaid] = useState('');
  const id = offer?.offer.id ?? null;
  const asked = offer === null ? '' : askedInWords(offer, nameOf(offer));
  useEffect(() => setSaid(id === null ? '' : `${asked} Press Enter to accept, Escape to decline.`), [id, asked]);
  return (
    <div className="spoken" role="alert">
      {said}
    </div>
  );
}
