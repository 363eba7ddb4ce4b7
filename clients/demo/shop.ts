/**
 * What turns a static shop page into the demo: the strip on top, and the widget with this page's dialog. Without a demo
 * workspace the shop is just a shop, and the strip says what is missing.
 */
import { createStrip, type Person } from './strip';

interface DemoConfig {
  readonly workspaceKey: string;
  readonly dialogs: Readonly<Record<string, string>>;
  readonly customer: { readonly name: string; readonly email: string; readonly signature: string } | null;
  readonly people: readonly Person[];
}

interface WithParley {
  readonly Parley?: { identify(identity: { readonly email: string; readonly signature: string }): Promise<boolean> };
}

async function loadConfig(): Promise<DemoConfig | null> {
  try {
    const response = await fetch('/demo/config.json', { headers: { accept: 'application/json' } });
    return response.ok ? ((await response.json()) as DemoConfig) : null;
  } catch {
    return null;
  }
}

/** The same tag that a page of your own would have, with this page's dialog. */
function addWidget(config: DemoConfig): void {
  const script = document.createElement('script');
  script.src = '/widget.js';
  script.dataset.workspace = config.workspaceKey;
  const dialog = config.dialogs[document.body.dataset.page ?? ''];
  if (dialog) script.dataset.dialog = dialog;
  // A shop of your own takes it from the address that the request came from, or from the customer's account.
  script.dataset.attributes = JSON.stringify({ city: 'Malmö' });
  document.body.append(script);
}

/** The shop knows its customer; its server has signed the address, so that the chat may believe it. */
function letCustomerIn({ customer }: DemoConfig): void {
  const section = document.querySelector<HTMLElement>('.customer');
  const button = section?.querySelector('button');
  const told = section?.querySelector('p');
  if (!section || !button || !told || customer === null) return;
  section.hidden = false;
  button.addEventListener('click', () => {
    const { name, email, signature } = customer;
    void (window as WithParley).Parley?.identify({ email, signature }).then((isKnown) => {
      told.textContent = isKnown
        ? `You are signed in as ${name}. Whoever answers in the chat knows it.`
        : 'The chat did not believe it. The console says why.';
      button.hidden = isKnown;
    });
  });
}

const config = await loadConfig();
document.querySelector('.strip')?.replaceChildren(...createStrip(config?.people ?? null));
if (config) {
  addWidget(config);
  letCustomerIn(config);
}

export {};
