/**
 * The sound of a request: two tones at once, then softly every 5 s while one rings. Made by the browser, so there is no
 * file to load. Browsers allow sound only after a first touch of the page: until then it is silent, and the banner rings.
 */
const repeatEveryMs = 5_000;

export class Ringer {
  #context: AudioContext | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;

  /** Call it at the first touch or key. */
  unlock(): void {
    try {
      this.#context ??= new AudioContext();
      void this.#context.resume();
    } catch {
      // No sound on this device.
    }
  }

  start(): void {
    if (this.#timer !== null) return;
    this.#chime(0.25);
    this.#timer = setInterval(() => this.#chime(0.08), repeatEveryMs);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #chime(volume: number): void {
    const context = this.#context;
    if (context?.state !== 'running') return;
    [659.25, 880].forEach((frequency, index) => {
      const from = context.currentTime + index * 0.18;
      const tone = context.createOscillator();
      const gain = context.createGain();
      tone.type = 'sine';
      tone.frequency.value = frequency;
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(volume, from + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.0001, from + 0.5);
      tone.connect(gain).connect(context.destination);
      tone.start(from);
      tone.stop(from + 0.55);
    });
  }
}
