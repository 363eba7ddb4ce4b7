/** What happens next, by time; of two at one time the one that was planned first. A binary heap. */
export interface Timed {
  readonly at: number;
}

export class TimeQueue<T extends Timed> {
  private readonly heap: { readonly item: T; readonly turn: number }[] = [];
  private turns = 0;

  get size(): number {
    return this.heap.length;
  }

  add(item: T): void {
    this.heap.push({ item, turn: (this.turns += 1) });
    let place = this.heap.length - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.isBefore(place, above)) return;
      this.swap(place, above);
      place = above;
    }
  }

  /** The next one, if it is due by then. */
  takeDue(at: number): T | null {
    const first = this.heap[0];
    if (first === undefined || first.item.at > at) return null;
    const last = this.heap.pop();
    if (this.heap.length > 0 && last !== undefined) {
      this.heap[0] = last;
      this.sink();
    }
    return first.item;
  }

  private sink(): void {
    let place = 0;
    for (;;) {
      let least = place;
      for (const below of [2 * place + 1, 2 * place + 2]) {
        if (below < this.heap.length && this.isBefore(below, least)) least = below;
      }
      if (least === place) return;
      this.swap(place, least);
      place = least;
    }
  }

  private isBefore(one: number, other: number): boolean {
    const [a, b] = [this.heap[one], this.heap[other]];
    if (a === undefined || b === undefined) return false;
    return a.item.at < b.item.at || (a.item.at === b.item.at && a.turn < b.turn);
  }

  private swap(one: number, other: number): void {
    const [a, b] = [this.heap[one], this.heap[other]];
    if (a === undefined || b === undefined) return;
    this.heap[one] = b;
    this.heap[other] = a;
  }
}
