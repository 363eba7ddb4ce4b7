import type { LiveChatRouting } from '../routing/terms';

/** A card as it was given: exactly one of the kinds, else INVALID. */
export interface CardDraft {
  readonly key: string;
  readonly message: { readonly text: string; readonly next: string | null } | null;
  readonly question: {
    readonly text: string;
    readonly attribute: string | null;
    readonly responses: readonly {
      readonly key: string | null;
      readonly label: string;
      readonly storedValue: string | null;
      readonly next: string | null;
    }[];
  } | null;
  readonly infoCapture: { readonly text: string; readonly attribute: string; readonly next: string | null } | null;
  readonly liveChat: {
    readonly routing: LiveChatRouting;
    readonly acceptWindowSeconds: number | null;
    readonly next: string | null;
  } | null;
}
