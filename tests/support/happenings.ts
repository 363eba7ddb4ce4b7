/** What somebody has heard so far, and a way to wait for what they have not heard yet. Nothing here polls. */

/** Longer than anything should take on a machine that does much else; a test that waits in vain says for what. */
export const patienceMs = 30_000;

/**
 * What happens at once takes less, on a machine four times slower that does much else besides; how soon it really is, the
 * benches tell. What is forgotten, or left to somebody's lease, takes longer or never comes.
 */
export const promptMs = 5_000;

/** What a test that waited in vain prints of what it heard: enough to see where it stopped, little enough to be read. */
const shown = 12;
const shownCharacters = 400;

export class InVain extends Error {}

export class Happenings<T> {
  readonly all: T[] = [];
  private readonly looks = new Set<() => void>();

  constructor(private readonly whose: string) {}

  add(happening: T): void {
    this.all.push(happening);
    this.changed();
  }

  /** Something else has changed that somebody may wait for. */
  changed(): void {
    for (const look of [...this.looks]) look();
  }

  /** Until the function that comes back is called. */
  onChange(look: () => void): () => void {
    this.looks.add(look);
    return () => void this.looks.delete(look);
  }

  /** The first that fits, heard already or still to come. */
  first(what: string, fits: (happening: T) => boolean): Promise<T> {
    return this.until(what, () => this.all.find(fits));
  }

  /** Until `find` finds something; it looks again after each change. */
  until<Found>(what: string, find: () => Found | null | undefined): Promise<Found> {
    return new Promise((resolve, reject) => {
      const give = (end: () => void): void => {
        clearTimeout(timer);
        this.looks.delete(look);
        end();
      };
      const look = (): void => {
        try {
          const found = find();
          if (found !== null && found !== undefined) give(() => resolve(found));
        } catch (error) {
          give(() => reject(error instanceof Error ? error : new Error(String(error))));
        }
      };
      const timer = setTimeout(() => give(() => reject(new InVain(this.inVain(what)))), patienceMs);
      this.looks.add(look);
      look();
    });
  }

  private inVain(what: string): string {
    const heard = this.all
      .slice(-shown)
      .map((happening) => (JSON.stringify(happening) ?? '').slice(0, shownCharacters));
    const last = this.all.length > shown ? `the last ${shown} of ${this.all.length}` : 'all';
    const told = heard.length === 0 ? 'Nothing was heard.' : `Heard until then, ${last}:\n  ${heard.join('\n  ')}`;
    return `${this.whose} waited ${patienceMs / 1_000} s for ${what} in vain. ${told}`;
  }
}
