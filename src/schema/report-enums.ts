/** The enums of reports. */
import { reportGroups, reportKinds } from '../actions/report-ports';
import { enumOf } from './enum-of';

export const ReportKindEnum = enumOf('ReportKind', 'What a report tells of.', reportKinds, {
  CONVERSATIONS: 'What became of conversations. Needs GLOBAL_REPORTS_VIEW.',
  LIVE_CHATS: 'What became of live chats. Needs LIVE_CHAT_REPORTS_VIEW.',
  MEETINGS: 'Which meetings were booked, and with whom. Needs MEETING_REPORTS_VIEW.',
});

export const ReportGroupEnum = enumOf('ReportGroup', 'What the rows of a report are.', reportGroups, {
  DAY: 'A row for each local day on which something happened, in their order.',
  DIALOG: 'A row for each dialog or flow.',
  PAGE: 'A row for each page, without query and fragment, on which conversations began. Conversations only.',
  SOURCE: 'A row for each source that visitors came from. Conversations only.',
  KNOWN: 'A row for visitors who were known when the conversation began, and one for the others. Conversations only.',
  AGENT: 'A row for each agent, and one for what belongs to nobody. Live chats and meetings.',
  TEAM: 'A row for each team that live chats were routed to, and one for the others. Live chats only.',
});
