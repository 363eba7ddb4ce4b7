/** What the system says, in English. Clients that speak another language go by the message's `systemCode`. */
import type { Line } from './conversation-line';

type SystemLine = Extract<Line, { author: 'SYSTEM' }>;

export function agentJoined(agentName: string): SystemLine {
  return { author: 'SYSTEM', systemCode: 'AGENT_JOINED', text: `${agentName} joined` };
}

export function agentLeft(agentName: string): SystemLine {
  return { author: 'SYSTEM', systemCode: 'AGENT_LEFT', text: `${agentName} left` };
}

export function chatEnded(): SystemLine {
  return { author: 'SYSTEM', systemCode: 'CHAT_ENDED', text: 'The chat has ended' };
}

export function idleWarning(secondsLeft: number): SystemLine {
  const text = `Nobody has written for a while. The chat ends in ${spell(secondsLeft)} unless somebody writes.`;
  return { author: 'SYSTEM', systemCode: 'IDLE_WARNING', text };
}

export function idleEnded(silenceSeconds: number): SystemLine {
  const text = `The chat has ended because nobody wrote for ${spell(silenceSeconds)}`;
  return { author: 'SYSTEM', systemCode: 'IDLE_ENDED', text };
}

function spell(seconds: number): string {
  if (seconds % 60 !== 0) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  return seconds === 60 ? '1 minute' : `${seconds / 60} minutes`;
}
