import type { Card } from '../../src/streams/script';
import { isPublishable, referencesOf, validate } from '../../src/streams/validate';
import { action, capture, inLanguage, liveChat, meeting, message, paper, question } from './cards';
import { contact, issuesOf, known, toAgent, toTeam } from './judged';

describe('a stream', () => {
  it('that asks, captures and hands over has no issue', () => {
    expect(issuesOf(...contact, question('ask', { Yes: 'chat', No: null }), liveChat('chat'))).toEqual([]);
  });

  it('without cards cannot be published', () => {
    expect(issuesOf()).toEqual(['ERROR EMPTY_STREAM']);
    expect(isPublishable(validate([], known))).toBe(false);
  });

  it('with two cards of one key is told which', () => {
    expect(issuesOf(message('a', 'b'), message('b'), message('b'))).toEqual(['ERROR DUPLICATE_KEY b']);
  });

  it('with two answers of one key is told the question', () => {
    const twice = question('ask', { Yes: null });
    const [yes] = twice.responses;
    const card: Card = { ...twice, responses: yes === undefined ? [] : [yes, yes, yes] };
    expect(issuesOf(card)).toEqual(['ERROR DUPLICATE_KEY ask']);
  });

  it('that leads nowhere is told from where', () => {
    expect(issuesOf(question('ask', { Yes: 'gone', No: 'gone', Maybe: 'lost' }))).toEqual([
      'ERROR UNKNOWN_TARGET ask',
      'ERROR UNKNOWN_TARGET ask',
    ]);
  });

  it('with a card that nothing leads to is told so', () => {
    expect(issuesOf(message('a'), message('alone', 'friend'), message('friend'))).toEqual([
      'ERROR UNREACHABLE_CARD alone',
      'ERROR UNREACHABLE_CARD friend',
    ]);
  });

  it('may lead back to a question, but not round and round without one', () => {
    expect(issuesOf(question('ask', { Again: 'sure', Stop: null }), message('sure', 'ask'))).toEqual([]);
    expect(issuesOf(message('a', 'b'), message('b', 'c'), message('c', 'b'))).toEqual(['ERROR LOOP_WITHOUT_ANSWER b']);
    expect(issuesOf(message('a', 'a'))).toEqual(['ERROR LOOP_WITHOUT_ANSWER a']);
  });

  it('tells each of two loops once', () => {
    const issues = issuesOf(
      question('ask', { One: 'a', Two: 'c' }),
      message('a', 'b'),
      message('b', 'a'),
      message('c', 'd'),
      message('d', 'c'),
    );
    expect(issues).toEqual(['ERROR LOOP_WITHOUT_ANSWER a', 'ERROR LOOP_WITHOUT_ANSWER c']);
  });

  it('refers to attributes, agents and teams that exist', () => {
    expect(issuesOf(question('ask', { Yes: null }, 'shoeSize'))).toEqual(['ERROR UNKNOWN_ATTRIBUTE ask']);
    expect(issuesOf(capture('size', 'shoeSize'))).toEqual(['ERROR UNKNOWN_ATTRIBUTE size']);
    for (const id of ['bob', null]) {
      expect(issuesOf(liveChat('chat', { routing: toAgent(id) }))).toContain('ERROR UNKNOWN_AGENT chat');
      expect(issuesOf(liveChat('chat', { routing: toTeam(id) }))).toContain('ERROR UNKNOWN_TEAM chat');
    }
    expect(isPublishable(validate([liveChat('chat', { routing: toAgent('ann') })], known))).toBe(true);
    expect(isPublishable(validate([liveChat('chat', { routing: toTeam('sales') })], known))).toBe(true);
  });

  it('names the agents and teams that must be looked up', () => {
    const script = [
      liveChat('a', { routing: toAgent('ann') }),
      liveChat('b', { routing: toAgent('ann') }),
      liveChat('c', { routing: toTeam('sales') }),
      liveChat('d'),
    ];
    expect(referencesOf(script)).toEqual({
      agentIds: ['ann'],
      teamIds: ['sales'],
      listIds: [],
      flowIds: [],
      routeIds: [],
      routerIds: [],
    });
  });
});

describe('a live chat card', () => {
  it('ends its branch: a card behind it keeps the stream from being published', () => {
    const script = [...contact, question('ask', { Yes: 'chat' }), liveChat('chat', { next: 'bye' }), message('bye')];
    expect(issuesOf(...script)).toEqual(['ERROR LIVE_CHAT_NOT_LAST chat']);
    expect(isPublishable(validate(script, known))).toBe(false);
  });

  it('without a question before it is advised against, yet may be published', () => {
    const script = [capture('name', 'firstName', 'mail'), capture('mail', 'email', 'chat'), liveChat('chat')];
    expect(issuesOf(...script)).toEqual(['WARNING NO_QUESTION_BEFORE_LIVE_CHAT chat']);
    expect(isPublishable(validate(script, known))).toBe(true);
  });

  it('wants both first name and e-mail captured before it', () => {
    const onlyMail = [capture('mail', 'email', 'ask'), question('ask', { Yes: 'chat' }), liveChat('chat')];
    expect(issuesOf(...onlyMail)).toEqual(['WARNING NO_CONTACT_BEFORE_LIVE_CHAT chat']);
  });

  it('is judged on every path into it', () => {
    const issues = issuesOf(
      question('ask', { Sales: 'name', Support: 'chat' }),
      capture('name', 'firstName', 'mail'),
      capture('mail', 'email', 'chat'),
      liveChat('chat'),
    );
    expect(issues).toEqual(['WARNING NO_CONTACT_BEFORE_LIVE_CHAT chat']);
  });

  it('is not fooled by a loop that comes back with everything asked', () => {
    const issues = issuesOf(
      question('ask', { Chat: 'chat', Contact: 'name' }),
      capture('name', 'firstName', 'mail'),
      capture('mail', 'email', 'ask'),
      liveChat('chat'),
    );
    expect(issues).toEqual(['WARNING NO_CONTACT_BEFORE_LIVE_CHAT chat']);
  });
});

describe('other cards', () => {
  it('poke at most from the first place', () => {
    expect(issuesOf(message('a', 'b', { poke: true }), message('b', null, { poke: false }))).toEqual([]);
    expect(issuesOf(message('a', 'b'), message('b', null, { poke: true }))).toEqual(['ERROR POKE_NOT_FIRST b']);
  });

  it('that set or fill attributes know them', () => {
    expect(issuesOf(action('a', 'shoeSize', '43'))).toEqual(['ERROR UNKNOWN_ATTRIBUTE a']);
    const card: Card = { ...meeting('a'), agentNameAttribute: 'owner', agentEmailAttribute: 'OWNER' };
    expect(issuesOf(card)).toEqual(['ERROR UNKNOWN_ATTRIBUTE a', 'ERROR UNKNOWN_ATTRIBUTE a']);
    expect(issuesOf({ ...meeting('a'), routing: toTeam('gone') })).toEqual(['ERROR UNKNOWN_TEAM a']);
  });

  it('are advised against tokens that nobody knows, wherever they stand', () => {
    const token = '{{visitor.shoeSize:"43"}}';
    const bad: readonly Card[] = [
      message('a', null, { text: token }),
      message('a', null, { text: '{{company.name}}' }),
      action('a', 'city', token),
      capture('a', 'city', null, { placeholder: token }),
      capture('a', 'city', null, { invalidMessage: token }),
      { ...paper('a'), title: token },
      inLanguage(message('a'), { language: 'sv', text: token }),
    ];
    for (const card of bad) expect(issuesOf(card)).toEqual(['WARNING UNKNOWN_ATTRIBUTE a']);
    expect(issuesOf(message('a', null, { text: 'Hi {{visitor.FirstName:"there"}}' }))).toEqual([]);
  });
});
