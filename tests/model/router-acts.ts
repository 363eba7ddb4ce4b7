/** What a customer's server says, in the words in which it would: read by what reads the real ones. */
import { externalRouterUpdate } from '../../src/actions/external-router-update';
import type { Ports } from '../../src/actions/ports';
import type { Routers } from '../../src/actions/router-ports';
import { routerSend } from '../../src/actions/router-send';
import type { RouterQuestionRecord } from '../../src/actions/router.records';
import { globalId } from '../../src/schema/global-ids';
import { readAnswer } from '../../src/server/router-document';
import { newId } from '../../src/stores/ids';
import { codeOf } from '../support/stage';
import { type Act, chosen } from './act';
import type { Answer } from './card';
import { type Saying, type Single, strangerToAll } from './deeds';
import type { Office } from './office';
import { type Question, routerAnswers } from './routers';
import type { State } from './state';

export interface Asked extends Question {
  readonly record: RouterQuestionRecord;
}

/** One that is open, where there is one; every fourth time any that there ever was. */
export function questionOf(office: Office, state: State, pick: number): Asked | undefined {
  const chats = new Map([...office.liveChats].map(([chat, id]) => [id, chat]));
  const all = office.premises.questions.flatMap((record): readonly Asked[] => {
    const chat = chats.get(record.liveChatId);
    return chat === undefined ? [] : [{ chat, step: record.step, record }];
  });
  const open = all.filter(({ chat, step }) => {
    const asked = state.chats[chat];
    return asked?.state === 'ROUTING' && asked.step === step;
  });
  return chosen(pick % 4 === 0 ? all : open, pick);
}

export function answerOfRouter(
  office: Office,
  state: State,
  { pick, says }: Extract<Single, { does: 'router answers' }>,
): Act | null {
  const asked = questionOf(office, state, pick);
  if (asked === undefined) return null;
  return {
    product: (ports) => sends(office, ports, { asked, text: textOf(office, says, pick), takes: async () => {} }),
    model: (world) => routerAnswers(world, asked, readBy(says)),
  };
}

export interface Sending {
  readonly asked: Asked;
  readonly text: string;
  /** Until it has answered. */
  readonly takes: () => Promise<void>;
}

/** As the process does it that has made the question. */
export async function sends(office: Office, ports: Ports, { asked, text, takes }: Sending): Promise<string> {
  const ask = async () => {
    await takes();
    return { ...readAnswer(200, text), tookMs: 1 };
  };
  const { routers: real } = ports;
  const routers: Routers = {
    ask,
    test: (router, question) => real.test(router, question),
    seal: (secret, owner) => real.seal(secret, owner),
    circuitOf: (id) => real.circuitOf(id),
    forget: (id) => real.forget(id),
  };
  await routerSend({ ...ports, routers }, office.workspaceId, asked.record);
  return 'OK';
}

/** Whom it names: somebody who is not here is left out, and nobody else makes it an answer of no use. */
export function readBy(says: Saying): Answer {
  switch (says) {
    case 'TEAM':
      return 'TEAM';
    case 'FALL_THROUGH':
      return [];
    case 'GARBAGE':
      return 'NOTHING';
    default: {
      const known = says.filter((who) => who !== strangerToAll);
      return known.length === 0 ? 'NOTHING' : known;
    }
  }
}

export function textOf(office: Office, says: Saying, pick: number): string {
  switch (says) {
    case 'TEAM':
      return JSON.stringify({ teamId: globalId('Team', office.teamId) });
    case 'FALL_THROUGH':
      return JSON.stringify(pick % 2 === 0 ? { fallThrough: true } : { agentIds: [] });
    case 'GARBAGE':
      return garbageOf(office)[pick % garbageOf(office).length] ?? '';
    default: {
      const idOf = (who: number) => (who === strangerToAll ? newId<'Agent'>() : office.actor(who).agentId);
      return JSON.stringify({ agentIds: says.map((who) => globalId('Agent', idOf(who))) });
    }
  }
}

const garbageOf = (office: Office): readonly string[] => [
  '',
  '<html>Bad gateway</html>',
  '[]',
  '{"agentIds":',
  '{"agentIds":["Ann"]}',
  '{"fallThrough":"yes"}',
  JSON.stringify({ agentIds: [globalId('Team', office.teamId)] }),
  JSON.stringify({ teamId: globalId('Team', newId()) }),
  JSON.stringify({ teamId: globalId('Team', office.teamId), fallThrough: true }),
];

/** What is being asked at the moment is asked on. */
export function routerSwitchOf(office: Office, { on: enabled }: Extract<Single, { does: 'router' }>): Act {
  const input = { routerId: office.routerId, enabled };
  return {
    product: async (ports) => codeOf(await externalRouterUpdate(ports, office.staff(), input)),
    model: (state) => {
      state.isRouterOn = enabled;
      return 'OK';
    },
  };
}
