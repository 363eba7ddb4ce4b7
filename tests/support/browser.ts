/**
 * A real browser for tests. One browser for a test file; a page, with cookies and storage of its own, for each person.
 *
 *   const browser = await openBrowser();
 *   const page = await browser.page({ theme: 'dark', size: 'phone' });
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium';

export type Theme = 'light' | 'dark';
export const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
export type Size = keyof typeof sizes;
/** How every page is looked at. */
export const faces: readonly (readonly [Theme, Size])[] = [
  ['light', 'desktop'],
  ['dark', 'desktop'],
  ['light', 'phone'],
  ['dark', 'phone'],
];

export interface PageOptions {
  readonly theme?: Theme;
  readonly size?: Size;
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

export interface TestBrowser {
  /** Somebody's own window: nothing is shared with other pages. */
  page(options?: PageOptions): Promise<Page>;
  /** What the pages complained of: uncaught errors and console errors. */
  complaints(): readonly string[];
  close(): Promise<void>;
}

/** Nothing in the background, nothing to the outside, no first-run page; root has no sandbox. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];

export async function openBrowser(): Promise<TestBrowser> {
  const { executablePath, env } = findChromium();
  const browser: Browser = await chromium.launch({
    executablePath,
    headless: true,
    args: flags,
    env: { ...(process.env as Record<string, string>), ...env },
  });
  const complaints: string[] = [];
  const contexts: BrowserContext[] = [];
  return {
    async page({ theme = 'light', size = 'desktop', reducedMotion = 'reduce' } = {}) {
      const context = await browser.newContext({
        viewport: sizes[size],
        colorScheme: theme,
        reducedMotion,
        locale: 'en-GB',
        timezoneId: 'Europe/Stockholm',
        hasTouch: size === 'phone',
        isMobile: size === 'phone',
        deviceScaleFactor: size === 'phone' ? 2 : 1,
      });
      contexts.push(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
      });
      return page;
    },
    complaints: () => complaints,
    async close() {
      for (const context of contexts) await context.close();
      await browser.close();
    },
  };
}

const pictures = join(__dirname, '..', '..', 'screenshots');

/** A picture of what is seen, for human eyes: PARLEY_PICTURES=1 keeps them under screenshots/. Nothing is judged by them. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['PARLEY_PICTURES'] !== '1') return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

function axeSource(): string {
  return readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
}

interface AxeViolation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: unknown; readonly failureSummary?: string }[];
}

/** What axe finds wrong with the page as it is now, shadow roots included; each as a line. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  // Evaluated, not added as a tag: the pages' own content security policy rightly forbids that. Half a megabyte: once a page.
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  if (!isThere) await page.evaluate(axeSource());
  const violations = await page.evaluate(async () => {
    interface Axe {
      run(options: object): Promise<{ violations: readonly AxeViolation[] }>;
    }
    interface Root {
      getAnimations(): readonly Movement[];
      querySelectorAll(selector: '*'): Iterable<{ readonly shadowRoot: Root | null }>;
    }
    interface Movement {
      readonly effect: { getComputedTiming(): { readonly endTime: number } } | null;
      finish(): void;
    }
    const { axe, document } = globalThis as unknown as { axe: Axe; document: Root };
    // What fades in is too pale while it does: everything that comes to an end is there.
    const settle = (root: Root): void => {
      const endOf = ({ effect }: Movement): number => effect?.getComputedTiming().endTime ?? Infinity;
      for (const movement of root.getAnimations()) if (endOf(movement) < Infinity) movement.finish();
      for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot !== null) settle(shadowRoot);
    };
    settle(document);
    // Every rule is tried; what passes is not described, which takes longer than the trying.
    return (await axe.run({ resultTypes: ['violations'] })).violations;
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`),
  );
}

/** A picture of the state, and what is wrong with it for who cannot see it. */
export async function pageLooksRight(page: Page, name: string): Promise<void> {
  await picture(page, name);
  expect({ name, violations: await violationsOf(page) }).toEqual({ name, violations: [] });
}
