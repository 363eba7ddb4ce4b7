/** Gathers every fault of an input, so that a person mends all of them in one go. */
import { refuseAll, type Outcome, type Refusal, type Refused } from '../routing/refusal';

export class Faults {
  private readonly found: Refusal[] = [];

  get any(): boolean {
    return this.found.length > 0;
  }

  get count(): number {
    return this.found.length;
  }

  add(message: string, field: readonly string[]): void {
    this.found.push({ code: 'INVALID', message, field });
  }

  /** The value, or undefined with its refusals kept. */
  read<T>(outcome: Outcome<T>): T | undefined {
    if (outcome.ok) return outcome.value;
    this.found.push(...outcome.refusals);
    return undefined;
  }

  /** A whole number of a range, where one was given. */
  range(
    value: number | null | undefined,
    { min, max, what, field }: { min: number; max: number; what: string; field: readonly string[] },
  ): void {
    if (value === null || value === undefined) return;
    if (Number.isInteger(value) && value >= min && value <= max) return;
    const range = `${min.toLocaleString('en')} to ${max.toLocaleString('en')}`;
    this.add(`${what} is ${value}. Choose a whole number from ${range}.`, field);
  }

  /** What another reading found, with its place in front of each field; nothing where it found nothing. */
  addAll(refusals: readonly Refusal[], field: readonly string[] = []): void {
    this.found.push(...refusals.map((one) => ({ ...one, field: [...field, ...(one.field ?? [])] })));
  }

  get all(): readonly Refusal[] {
    return this.found;
  }

  refused(): Refused {
    return refuseAll(this.found);
  }
}
