/** Two soft tones, made on the spot: nothing to download, and silent until the visitor has touched the widget. */
export interface Sound {
  play(): void;
}

const notes = [
  { frequency: 660, startsAt: 0 },
  { frequency: 880, startsAt: 0.09 },
] as const;
const loudness = 0.06;
const lengthSeconds = 0.28;

export function createSound(touched: EventTarget): Sound {
  let context: AudioContext | null = null;
  // Browsers start no sound before a gesture; making the context in one is what lets later tones be heard.
  const prepare = (): void => {
    context ??= new AudioContext();
  };
  touched.addEventListener('pointerdown', prepare, { once: true });
  touched.addEventListener('keydown', prepare, { once: true });

  function tone(output: AudioContext, frequency: number, startsAt: number): void {
    const oscillator = output.createOscillator();
    const gain = output.createGain();
    oscillator.frequency.value = frequency;
    gain.gain.setValueAtTime(loudness, startsAt);
    gain.gain.exponentialRampToValueAtTime(0.0001, startsAt + lengthSeconds);
    oscillator.connect(gain).connect(output.destination);
    oscillator.start(startsAt);
    oscillator.stop(startsAt + lengthSeconds);
  }

  return {
    play() {
      const output = context;
      if (output?.state !== 'running') return;
      for (const note of notes) tone(output, note.frequency, output.currentTime + note.startsAt);
    },
  };
}
