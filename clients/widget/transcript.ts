/** The conversation as a text file, for the visitor to keep. */
import { dateAndTimeOf } from './clock';
import type { Entry, State } from './state';
import type { Words } from './words/words';

function whoWrote(entry: Entry, words: Words): string {
  switch (entry.author) {
    case 'VISITOR':
      return words.you;
    case 'AGENT':
      return entry.authorName ?? words.somebody;
    case 'BOT':
      return entry.authorName ?? words.assistant;
    case 'SYSTEM':
      return '—';
  }
}

export function transcriptOf(entries: readonly Entry[], label: string, words: Words): string {
  const lines = entries
    .filter((entry) => entry.delivery === 'SENT')
    .map((entry) => `[${dateAndTimeOf(entry.at)}] ${whoWrote(entry, words)}: ${entry.text}`);
  return [words.transcriptTitle(label), location.href, '', ...lines, ''].join('\r\n');
}

export function saveTranscript({ entries, look }: State, now: number, words: Words): void {
  const day = new Date(now).toISOString().slice(0, 10);
  downloadText(`chat-${day}.txt`, transcriptOf(entries, look?.label ?? '', words));
}

function downloadText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
