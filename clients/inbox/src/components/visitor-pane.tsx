import { type Detail, visitorName } from '../desk/state';
import { useDeskState } from '../hooks/use-desk';
import type { Route } from '../hooks/use-route';
import { isWebAddress, longDate, pageName, spokenValue } from '../words';
import { Avatar } from './avatar';
import { DocumentsRead } from './documents-read';
import { Fact } from './fact';
import { Icon } from './icon';
import { Meetings } from './meetings';
import { PastConversations } from './past-conversations';
import { Score } from './score';
import { VisitorSkeleton } from './skeletons';
import { Why } from './why';
import '../styles/visitor.css';

interface VisitorPaneProps {
  readonly conversationId: string | null;
  readonly go: (to: Route) => void;
  readonly onSelect: (conversationId: string) => void;
}

/** Who it is, as far as anybody knows; "–" where nobody does. */
export function VisitorPane({ conversationId, go, onSelect }: VisitorPaneProps) {
  const thread = useDeskState().threads.get(conversationId ?? '');
  if (conversationId === null) return <p className="empty">Whom you chat with is told here.</p>;
  return (
    <>
      <header className="visitor-header only-without-visitor">
        <button
          type="button"
          className="icon-button"
          aria-label="Back to the chat"
          onClick={() => go({ conversationId, showsVisitor: false })}
        >
          <Icon name="back" />
        </button>
        <h2>About the visitor</h2>
      </header>
      {thread === undefined || thread.state === 'loading' ? <VisitorSkeleton /> : null}
      {thread?.detail != null && <VisitorContent detail={thread.detail} onSelect={onSelect} />}
    </>
  );
}

const told = ['firstName', 'lastName', 'email', 'phone', 'jobTitle', 'crmStatus'];

function VisitorContent({ detail, onSelect }: { readonly detail: Detail; readonly onSelect: (id: string) => void }) {
  const { visitor } = detail;
  const { definitions } = useDeskState();
  const attributes = visitor.attributes ?? [];
  const others = attributes.filter(({ name }) => !told.includes(name));
  const { person } = visitor;
  const value = (name: string): string | null => attributes.find((each) => each.name === name)?.value ?? null;
  const email = visitor.email ?? value('email');
  const page = visitor.lastPageUrl ?? detail.pageUrl;
  return (
    <div className="visitor-content">
      <div className="visitor-head">
        <Avatar id={visitor.id} name={visitor.name ?? visitor.email} size={56} />
        <h3 title={visitorName(visitor)}>{visitorName(visitor)}</h3>
      </div>
      <dl className="facts">
        <Fact name="Title" value={value('jobTitle')} />
        <Fact name="E-mail" value={email} href={email === null ? null : `mailto:${email}`} />
        <Fact name="Phone" value={value('phone')} href={value('phone') === null ? null : `tel:${value('phone')}`} />
        <Fact name="CRM status" value={value('crmStatus')} />
        <Fact
          name="Page now"
          value={page === null ? null : pageName(page)}
          href={page !== null && isWebAddress(page) ? page : null}
        />
      </dl>
      {others.length > 0 && (
        <section>
          <h4>Attributes</h4>
          <dl className="facts">
            {others.map(({ name, value: stored, source }) => (
              <Fact
                key={`${name} ${source}`}
                name={definitions.get(name)?.label ?? spoken(name)}
                value={spokenValue(stored, definitions.get(name)?.type)}
              />
            ))}
          </dl>
        </section>
      )}
      {person !== null && (
        <section>
          <h4>Person</h4>
          <dl className="facts">
            <Fact name="Known as" value={person.name ?? person.email} />
            <Fact name="Since" value={longDate(new Date(person.createdAt))} />
            <Fact name="Lists" value={person.lists.map(({ name }) => name).join(', ')} />
          </dl>
        </section>
      )}
      <Score detail={detail} />
      <Meetings conversationId={detail.id} meetings={detail.meetings ?? []} />
      <DocumentsRead documents={detail.documentsRead ?? []} />
      <Why decisions={detail.liveChat?.decisions ?? []} />
      <PastConversations conversations={visitor.conversations?.nodes ?? []} current={detail.id} onSelect={onSelect} />
    </div>
  );
}

/** `companySize` → "Company size" */
function spoken(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
