import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { WidgetSide } from '../routing/terms';
import { isBlank, isLongerThan, readName } from '../routing/text';
import { Faults } from './faults';
import { readPageUrl } from './page-url';
import type { Ports } from './ports';
import { notAllowed } from './staff-refusals';

export interface WidgetSettingsUpdateInput {
  readonly label?: string;
  readonly accent?: string;
  readonly side?: WidgetSide;
  /** null: none. */
  readonly privacyUrl?: string | null;
  readonly asksConsent?: boolean;
}

/** What fits on a button. */
const maxLabelLength = 60;
const colour = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/** What is absent stays. A visitor's page shows it when it is loaded next. */
export async function widgetSettingsUpdate(
  ports: Ports,
  actor: Actor,
  input: WidgetSettingsUpdateInput,
): Promise<Outcome<null>> {
  if (!may(actor, 'widget.manage')) return notAllowed('change how the widget looks');
  const faults = new Faults();
  const label = input.label === undefined ? undefined : faults.read(readLabel(input.label));
  const accent = input.accent?.trim();
  if (accent !== undefined && !colour.test(accent)) {
    faults.add('This is no colour. Give it as #rgb or #rrggbb: #4f46e5.', ['accent']);
  }
  const privacyUrl = input.privacyUrl === undefined ? undefined : faults.read(readPrivacyUrl(input.privacyUrl));
  if (faults.any) return faults.refused();
  const { side, asksConsent } = input;
  return ports.work(actor.workspaceId, (tx) => {
    tx.workspace.updateWidget({
      ...(label !== undefined && { label }),
      ...(accent !== undefined && { accent: accent.toLowerCase() }),
      ...(side !== undefined && { side }),
      ...(asksConsent !== undefined && { asksConsent }),
      ...(privacyUrl !== undefined && { privacyUrl }),
    });
    return Promise.resolve(done(null));
  });
}

function readLabel(raw: string): Outcome<string> {
  const label = readName(raw, { what: 'The label', field: ['label'] });
  if (!label.ok || !isLongerThan(label.value, maxLabelLength)) return label;
  return refuse('INVALID', `The label is too long for a button. Shorten it to ${maxLabelLength} characters.`, [
    'label',
  ]);
}

function readPrivacyUrl(raw: string | null): Outcome<string | null> {
  if (raw === null || isBlank(raw)) return done(null);
  const url = readPageUrl(raw);
  if (url.ok) return url;
  return refuse('INVALID', 'The privacy notice needs a full address that begins with https:// or http://.', [
    'privacyUrl',
  ]);
}
