import { useEffect, useState } from 'react';
import type { Slot } from '../desk/errands';
import { useDesk } from '../hooks/use-desk';

interface MeetingMoveProps {
  readonly conversationId: string;
  readonly meetingId: string;
  readonly onDone: () => void;
}

function dayOf(date: string): string {
  return new Date(`${date}T12:00`).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
}

/** A day, then a time of it. */
export function MeetingMove({ conversationId, meetingId, onDone }: MeetingMoveProps) {
  const { errands } = useDesk();
  const [slots, setSlots] = useState<readonly Slot[] | null>(null);
  const [date, setDate] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let isWanted = true;
    void errands.otherSlots(meetingId).then((found) => {
      if (!isWanted) return;
      if (typeof found === 'string') setProblem(found);
      setSlots(typeof found === 'string' ? [] : found);
    });
    return () => {
      isWanted = false;
    };
  }, [errands, meetingId]);

  const move = async (startsAt: string): Promise<void> => {
    const why = await errands.move(conversationId, meetingId, startsAt);
    setProblem(why);
    if (why === null) onDone();
  };
  const days = [...new Set((slots ?? []).map((slot) => slot.date))];
  const day = date ?? days[0] ?? null;
  return (
    <div className="meeting-move" role="group" aria-label="Move the meeting">
      {slots === null && <span className="skeleton line" />}
      {slots?.length === 0 && problem === null && <p>Nothing is free in the next three weeks.</p>}
      {day !== null && (
        <>
          <label>
            <span className="quiet">Day</span>
            <select value={day} autoFocus onChange={(event) => setDate(event.target.value)}>
              {days.map((each) => (
                <option key={each} value={each}>
                  {dayOf(each)}
                </option>
              ))}
            </select>
          </label>
          <div className="times">
            {(slots ?? [])
              .filter((slot) => slot.date === day)
              .map(({ startsAt, time }) => (
                <button key={startsAt} type="button" className="button figures" onClick={() => void move(startsAt)}>
                  {time}
                </button>
              ))}
          </div>
        </>
      )}
      <p className="problem" role="alert">
        {problem}
      </p>
      <button type="button" className="link" onClick={onDone}>
        Keep the time
      </button>
    </div>
  );
}
