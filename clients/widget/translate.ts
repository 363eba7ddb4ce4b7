/** From the graph's words into the widget's. What a newer server says and this build does not know is left out. */
import type {
  MeetingPartsFragment,
  MessagePartsFragment,
  VisitorConversationFragment,
  VisitorConversationQuery,
} from '../sdk/generated/graphql';
import type { ChatMessage, LiveChat, Meeting, Prompt, Snapshot, Standing, Stretch } from './chat';

type Loaded = NonNullable<VisitorConversationQuery['conversation']>;

function promptOf(prompt: VisitorConversationFragment['prompt']): Prompt | null {
  switch (prompt?.__typename) {
    case 'QuestionPrompt':
      return { kind: 'QUESTION', key: prompt.key, text: prompt.text, responses: prompt.responses };
    case 'InfoCapturePrompt':
      return {
        kind: 'INFO',
        key: prompt.key,
        text: prompt.text,
        input: prompt.input === '%future added value' ? 'TEXT' : prompt.input,
        placeholder: prompt.placeholder,
        invalidMessage: prompt.invalidMessage,
        options: prompt.options,
      };
    case 'MeetingPrompt':
      return { kind: 'MEETING', key: prompt.key, text: prompt.text, passLabel: prompt.passLabel };
    case 'LeaveMessagePrompt': {
      const { key, text, asksForEmail, passLabel } = prompt;
      return { kind: 'MESSAGE', key, text, asksForEmail, passLabel };
    }
    default:
      return null;
  }
}

function liveChatOf(chat: VisitorConversationFragment['liveChat']): LiveChat | null {
  if (!chat || chat.state === '%future added value') return null;
  return {
    state: chat.state,
    agentName: chat.agentName,
    agentAvatarUrl: chat.agentAvatarUrl,
    requestedAt: chat.requestedAt,
    place: chat.queuePosition,
    waitSeconds: chat.estimatedWaitSeconds,
    asksForEmail: chat.messageAsksForEmail,
    waitEndsAt: chat.waitEndsAt,
    idleWarnsAt: chat.idleWarnsAt,
    idleEndsAt: chat.idleEndsAt,
    endReason: chat.endReason,
  };
}

/** A newer kind of author is shown as a note of the system. */
export function messageOf(message: MessagePartsFragment): ChatMessage {
  return { ...message, author: message.author === '%future added value' ? 'SYSTEM' : message.author };
}

export function meetingOf(meeting: MeetingPartsFragment): Meeting {
  const { id, startsAt, endsAt, attendeeEmail, conferencing, agent } = meeting;
  const isCancelled = meeting.status === 'CANCELLED';
  return { id, startsAt, endsAt, attendeeEmail, conferencing, isCancelled, agentName: agent.name };
}

export function stretchOf(messages: Loaded['messages']): Stretch {
  const { hasPreviousPage = false, startCursor = null } = messages?.pageInfo ?? {};
  return { messages: (messages?.nodes ?? []).map(messageOf), before: hasPreviousPage ? startCursor : null };
}

export function standingOf(conversation: VisitorConversationFragment): Standing {
  return {
    id: conversation.id,
    status: conversation.status === '%future added value' ? 'OPEN' : conversation.status,
    isEngaged: conversation.engagedAt !== null,
    prompt: promptOf(conversation.prompt),
    liveChat: liveChatOf(conversation.liveChat),
  };
}

export function snapshotOf(conversation: Loaded): Snapshot {
  return {
    ...standingOf(conversation),
    ...stretchOf(conversation.messages),
    unreadCount: conversation.unreadCount,
    cursor: conversation.eventCursor,
    poke: conversation.poke,
    meetings: (conversation.meetings ?? []).map(meetingOf),
  };
}
