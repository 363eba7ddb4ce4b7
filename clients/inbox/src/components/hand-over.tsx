import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { HandoverTargetsQuery } from '../../../sdk/generated/graphql';
import type { Asked } from '../desk/chats';
import { useDesk, useDeskState } from '../hooks/use-desk';
import { Avatar } from './avatar';
import { Icon } from './icon';
import '../styles/hand-over.css';

interface HandOverProps {
  readonly conversationId: string;
  readonly hasGuest: boolean;
}

/** Opens the dialog in which another agent is asked to take the chat, or to help in it. */
export function HandOver({ conversationId, hasGuest }: HandOverProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button hand-over-opener" aria-label="Hand over" onClick={() => setOpen(true)}>
        <Icon name="handOver" />
        <span>Hand over</span>
      </button>
      {open && <HandOverDialog conversationId={conversationId} hasGuest={hasGuest} onClose={() => setOpen(false)} />}
    </>
  );
}

type Mode = Asked['mode'];
type Target = Asked['target'];
type Agent = NonNullable<HandoverTargetsQuery['agents']>['nodes'][number];

const mostNote = 1_000;

function HandOverDialog({ conversationId, hasGuest, onClose }: HandOverProps & { readonly onClose: () => void }) {
  const { chats } = useDesk();
  const [targets, setTargets] = useState<HandoverTargetsQuery | 'loading' | 'failed'>('loading');
  const [mode, setMode] = useState<Mode>('hand-over');
  const [target, setTarget] = useState<Target | null>(null);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();

  useEffect(() => {
    dialog.current?.showModal();
    void chats.targets().then((found) => setTargets(found ?? 'failed'));
  }, [chats]);

  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (target === null) return setProblem('Choose whom to ask.');
    setBusy(true);
    const why = await chats.ask(conversationId, { mode, target, note });
    setBusy(false);
    if (why === null) onClose();
    else setProblem(why);
  };

  return (
    <dialog className="hand-over" ref={dialog} aria-labelledby={title} onClose={onClose}>
      <form onSubmit={(event) => void ask(event)}>
        <header>
          <h2 id={title}>{mode === 'invite' ? 'Ask somebody to help' : 'Hand over this chat'}</h2>
          <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        <fieldset className="hand-over-modes">
          <legend className="spoken">What for</legend>
          <Segment name="Hand over" checked={mode === 'hand-over'} onChoose={() => setMode('hand-over')} />
          {!hasGuest && (
            <Segment name="Invite to help" checked={mode === 'invite'} onChoose={() => setMode('invite')} />
          )}
        </fieldset>
        <p className="hand-over-what">
          {mode === 'invite'
            ? 'They join beside you, and the chat stays yours.'
            : 'The chat stays with you until somebody accepts.'}
        </p>
        <Targets targets={targets} target={target} onTarget={setTarget} />
        <label className="hand-over-note">
          Note for them, not for the visitor
          <textarea
            rows={2}
            dir="auto"
            maxLength={mostNote}
            value={note}
            placeholder="What they should know"
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        {problem !== null && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <footer>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" aria-busy={busy} aria-disabled={target === null}>
            {mode === 'invite' ? 'Invite' : 'Hand over'}
          </button>
        </footer>
      </form>
    </dialog>
  );
}

interface SegmentProps {
  readonly name: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
}

function Segment({ name, checked, onChoose }: SegmentProps) {
  return (
    <label className="hand-over-mode">
      <input type="radio" name="mode" checked={checked} onChange={onChoose} />
      <span>{name}</span>
    </label>
  );
}

interface TargetsProps {
  readonly targets: HandoverTargetsQuery | 'loading' | 'failed';
  readonly target: Target | null;
  readonly onTarget: (target: Target) => void;
}

function Targets({ targets, target, onTarget }: TargetsProps) {
  const { agent: self } = useDeskState();
  if (targets === 'loading') return <p className="hand-over-list empty">Looking who is there …</p>;
  if (targets === 'failed')
    return <p className="hand-over-list empty">Who is there could not be loaded. Close and try again.</p>;
  const agents = (targets.agents?.nodes ?? [])
    .filter(({ id, active, permissions }) => id !== self?.id && active === true && takes(permissions))
    .sort(
      (one, other) =>
        Number(whyNot(one) !== null) - Number(whyNot(other) !== null) || one.name.localeCompare(other.name),
    );
  const teams = targets.teams?.nodes ?? [];
  const rules = (targets.customRules?.nodes ?? []).filter(({ enabled }) => enabled);
  const is = (kind: Target['kind'], id: string): boolean => target?.kind === kind && target.id === id;
  return (
    <div className="hand-over-list" role="radiogroup" aria-label="To whom">
      <h3>Agents</h3>
      {agents.length === 0 && <p className="empty">Nobody else takes live chats.</p>}
      {agents.map((agent) => (
        <Choice
          key={agent.id}
          name={agent.name}
          told={whyNot(agent) ?? 'Free'}
          picture={<Avatar id={agent.id} name={agent.name} size={28} />}
          disabled={whyNot(agent) !== null}
          checked={is('agentId', agent.id)}
          onChoose={() => onTarget({ kind: 'agentId', id: agent.id })}
        />
      ))}
      {teams.length > 0 && <h3>Teams</h3>}
      {teams.map(({ id, name }) => (
        <Choice
          key={id}
          name={name}
          told="The next of the team"
          checked={is('teamId', id)}
          onChoose={() => onTarget({ kind: 'teamId', id })}
        />
      ))}
      {rules.length > 0 && <h3>Rules</h3>}
      {rules.map(({ id, name }) => (
        <Choice
          key={id}
          name={name}
          told="The next of its agents"
          checked={is('ruleId', id)}
          onChoose={() => onTarget({ kind: 'ruleId', id })}
        />
      ))}
    </div>
  );
}

function takes(permissions: Agent['permissions']): boolean {
  return permissions?.includes('LIVE_CHAT_TAKE') === true;
}

/** As far as it is known here; the server has the last word. */
function whyNot({ available, reachable, capacity, activeChatCount, pendingOfferCount }: Agent): string | null {
  if (available !== true) return 'Away';
  if (reachable !== true) return 'Not signed in';
  const taken = (activeChatCount ?? 0) + (pendingOfferCount ?? 0);
  return capacity !== null && taken >= capacity ? 'Busy' : null;
}

interface ChoiceProps {
  readonly name: string;
  readonly told: string;
  readonly picture?: React.ReactNode;
  readonly disabled?: boolean;
  readonly checked: boolean;
  readonly onChoose: () => void;
}

function Choice({ name, told, picture = null, disabled = false, checked, onChoose }: ChoiceProps) {
  return (
    <label className="choice" data-disabled={disabled}>
      <input type="radio" name="target" checked={checked} disabled={disabled} onChange={onChoose} />
      {picture}
      <span className="choice-words">
        <span className="choice-name">{name}</span> <span className="choice-told">{told}</span>
      </span>
    </label>
  );
}
