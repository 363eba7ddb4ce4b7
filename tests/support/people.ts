/** What people do on the pages, in words: everything goes through what they can see and reach. */
import type { Locator, Page } from 'playwright-core';
import type { DemoPerson } from '../../src/server/demo-file';
import { patienceMs } from './happenings';

export class VisitorOnPage {
  constructor(readonly page: Page) {
    page.setDefaultTimeout(patienceMs);
  }

  get launcher(): Locator {
    return this.page.getByRole('button', { name: /^(Open|Close) the chat/ }).last();
  }

  get panel(): Locator {
    return this.page.getByRole('dialog');
  }

  get composer(): Locator {
    return this.panel.getByRole('textbox', { name: 'Write a message' });
  }

  async open(): Promise<void> {
    await this.launcher.click();
    await this.panel.waitFor();
  }

  /** As a page may do it itself; false where it could not. */
  async startsFlow(key: string, options: object = {}): Promise<boolean> {
    interface Shop {
      readonly Parley: { startFlow(key: string, options: object): Promise<boolean> };
    }
    return this.page.evaluate(([flow, how]) => (globalThis as unknown as Shop).Parley.startFlow(flow, how), [
      key,
      options,
    ] as const);
  }

  async chooses(answer: string): Promise<void> {
    await this.panel.getByRole('button', { name: answer, exact: true }).click();
  }

  async fillsIn(label: string, value: string): Promise<void> {
    const field = this.panel.getByLabel(label).and(this.page.locator(':visible'));
    await field.fill(value);
    await field.press('Enter');
  }

  async says(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** In the conversation, as a message. */
  async sees(text: string): Promise<void> {
    await this.panel.getByRole('log').getByText(text, { exact: true }).waitFor();
  }

  /** The line under the title that says how things stand. */
  async readsStanding(text: string | RegExp): Promise<void> {
    await this.panel.locator('.standing').getByText(text).waitFor();
  }

  async messages(): Promise<readonly string[]> {
    return this.panel.getByRole('log').locator('.text').allInnerTexts();
  }
}

export class AgentAtInbox {
  constructor(readonly page: Page) {
    page.setDefaultTimeout(patienceMs);
  }

  get offer(): Locator {
    return this.page.getByRole('region', { name: 'Chat request' });
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: /^Message\./ });
  }

  async signIn({ email, password }: DemoPerson): Promise<void> {
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.getByText('You will ring').waitFor();
  }

  async accepts(): Promise<void> {
    await this.offer.getByRole('button', { name: /^Accept/ }).click();
    await this.composer.waitFor();
  }

  async declines(): Promise<void> {
    await this.offer.getByRole('button', { name: /^Decline/ }).click();
  }

  async says(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  async sees(text: string): Promise<void> {
    await this.page.getByRole('log', { name: 'Messages' }).getByText(text, { exact: true }).waitFor();
  }
}

/** Does it again and again until that is seen: what passes by itself, like "is typing", is gone before a busy machine looks. */
export async function seenWhile(shown: Locator, act: () => Promise<void>): Promise<void> {
  let isOver = false;
  const seen = shown.waitFor().finally(() => (isOver = true));
  // Awaited below; until then its failure is nobody's.
  seen.catch(() => undefined);
  while (!isOver) await act();
  await seen;
}
