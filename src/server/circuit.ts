/**
 * Spares a server that fails, and the visitors who would wait for it.
 *
 * CLOSED → five faults in a row → OPEN for thirty seconds → HALF_OPEN: one question is let through, and what becomes of it
 * decides: CLOSED again, or OPEN for another thirty seconds. Each process finds out by itself.
 */
import type { Circuit } from '../actions/router-ports';

const faultsToOpen = 5;
const openMs = 30_000;

export class CircuitBreaker {
  private faults = 0;
  private openUntil = 0;
  private isTrying = false;

  /** `now`: milliseconds of a clock that never jumps. */
  constructor(private readonly now: () => number) {}

  /** Whether a question may go out; whoever is told yes says afterwards how it went. */
  lets(): boolean {
    if (this.faults < faultsToOpen) return true;
    if (this.now() < this.openUntil || this.isTrying) return false;
    this.isTrying = true;
    return true;
  }

  wentWell(): void {
    this.faults = 0;
    this.isTrying = false;
  }

  failed(): void {
    this.faults += 1;
    this.isTrying = false;
    if (this.faults >= faultsToOpen) this.openUntil = this.now() + openMs;
  }

  /** The question was taken back before its end: it says nothing about the server. */
  letGo(): void {
    this.isTrying = false;
  }

  get told(): Circuit {
    const { faults } = this;
    if (faults < faultsToOpen) return { state: 'CLOSED', faultsInARow: faults, closedForMs: null };
    const left = this.openUntil - this.now();
    if (left > 0) return { state: 'OPEN', faultsInARow: faults, closedForMs: Math.ceil(left) };
    return { state: 'HALF_OPEN', faultsInARow: faults, closedForMs: null };
  }
}
