import { useState } from 'react';
import type { MeetingPartsFragment } from '../../../sdk/generated/graphql';
import { useDesk, useDeskState } from '../hooks/use-desk';
import { clockTime, dayAndTime } from '../words';
import { MeetingMove } from './meeting-move';

interface MeetingsProps {
  readonly conversationId: string;
  readonly meetings: readonly MeetingPartsFragment[];
}

export function Meetings({ conversationId, meetings }: MeetingsProps) {
  if (meetings.length === 0) return null;
  return (
    <section>
      <h4>Meetings</h4>
      <ul className="told-list">
        {meetings.map((meeting) => (
          <li key={meeting.id}>
            <Meeting conversationId={conversationId} meeting={meeting} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function stateOf({ status, hasPassed }: MeetingPartsFragment): string | null {
  if (status === 'CANCELLED') return 'Cancelled';
  if (hasPassed) return 'Over';
  return status === 'RESCHEDULED' ? 'Moved' : null;
}

interface MeetingProps {
  readonly conversationId: string;
  readonly meeting: MeetingPartsFragment;
}

function Meeting({ conversationId, meeting }: MeetingProps) {
  const { errands } = useDesk();
  const { agent, permissions } = useDeskState();
  const [doing, setDoing] = useState<'nothing' | 'moving' | 'cancelling'>('nothing');
  const [problem, setProblem] = useState<string | null>(null);
  const mayHandle = meeting.agent.id === agent?.id || permissions.includes('MEETINGS_MANAGE');
  const isAhead = meeting.status !== 'CANCELLED' && !meeting.hasPassed;
  const state = stateOf(meeting);
  const cancel = async (): Promise<void> => {
    const why = await errands.cancel(conversationId, meeting.id);
    setProblem(why);
    if (why === null) setDoing('nothing');
  };
  return (
    <div className="meeting" data-over={!isAhead}>
      <p className="figures">
        {dayAndTime(meeting.startsAt)}–{clockTime(meeting.endsAt)}
      </p>
      <p className="quiet">{[state, `With ${meeting.agent.name}`, meeting.conferencing].filter(Boolean).join(' · ')}</p>
      {mayHandle && isAhead && doing === 'nothing' && (
        <div className="meeting-actions">
          <button type="button" className="button" onClick={() => setDoing('moving')}>
            Move
          </button>
          <button type="button" className="button" onClick={() => setDoing('cancelling')}>
            Cancel meeting
          </button>
        </div>
      )}
      {doing === 'moving' && (
        <MeetingMove conversationId={conversationId} meetingId={meeting.id} onDone={() => setDoing('nothing')} />
      )}
      {doing === 'cancelling' && (
        <div role="group" aria-label="Cancel this meeting?">
          <p>Cancel this meeting? The visitor gets a mail.</p>
          <p className="problem" role="alert">
            {problem}
          </p>
          <div className="meeting-actions">
            <button type="button" className="button" autoFocus onClick={() => setDoing('nothing')}>
              Keep it
            </button>
            <button type="button" className="button danger" onClick={() => void cancel()}>
              Cancel meeting
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
