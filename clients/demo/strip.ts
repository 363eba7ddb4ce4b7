/** The thin strip on top of the shop: where the other side of the chat is, and how to get in. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** What this sign-in is for: agent, admin. */
  readonly role?: string;
}

function link(href: string, text: string): HTMLAnchorElement {
  const element = document.createElement('a');
  element.href = href;
  element.textContent = text;
  return element;
}

function paragraph(text: string, className = ''): HTMLParagraphElement {
  const element = document.createElement('p');
  element.textContent = text;
  element.className = className;
  return element;
}

const saidForMs = 2_000;

function copyButton(what: string, value: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = value;
  element.title = `Copy the ${what}`;
  element.setAttribute('aria-label', `Copy the ${what} ${value}`);
  const said = document.querySelector('.strip-said');
  element.addEventListener('click', () => {
    navigator.clipboard.writeText(value).then(
      () => {
        element.dataset.copied = '';
        if (said) said.textContent = `The ${what} is copied.`;
        setTimeout(() => delete element.dataset.copied, saidForMs);
      },
      // Browsers give the clipboard to secure pages only: then it is selected, ready for Ctrl+C.
      () => getSelection()?.selectAllChildren(element),
    );
  });
  return element;
}

function signIns(people: readonly Person[]): HTMLElement {
  const details = document.createElement('details');
  details.className = 'signins';
  const summary = document.createElement('summary');
  summary.textContent = 'Sign-ins';
  const list = document.createElement('ul');
  for (const person of people) {
    const item = document.createElement('li');
    const name = document.createElement('strong');
    name.textContent = person.role ? `${person.name}, ${person.role}` : person.name;
    item.append(name, copyButton('e-mail', person.email), copyButton('password', person.password));
    list.append(item);
  }
  const card = document.createElement('div');
  card.className = 'signins-card';
  card.append(paragraph('Press to copy.'), list);
  details.append(summary, card);
  details.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !details.open) return;
    details.open = false;
    summary.focus();
  });
  document.addEventListener('pointerdown', (event) => {
    if (event.target instanceof Node && !details.contains(event.target)) details.open = false;
  });
  return details;
}

export function createStrip(people: readonly Person[] | null): readonly HTMLElement[] {
  const words = people
    ? 'Demo shop. Ask something in the chat, and answer it in the inbox.'
    : 'Demo shop without its demo workspace: start Parley on an empty data directory, or with PARLEY_DEMO=1.';
  const links = document.createElement('nav');
  links.setAttribute('aria-label', 'Demo');
  links.append(link('/inbox', 'Inbox'), link('/graphiql', 'GraphiQL'), link('/demo/docs', 'Docs'));
  if (people && people.length > 0) links.append(signIns(people));
  const said = paragraph('', 'strip-said');
  said.setAttribute('role', 'status');
  return [paragraph(words), links, said];
}
