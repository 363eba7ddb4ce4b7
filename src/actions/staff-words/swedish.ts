import type { StaffTexts } from './english';

export const swedish: StaffTexts = {
  SOMEBODY: 'En besökare',
  SAID_VISITOR: 'besökare',
  SAID_BOT: 'bot',
  SAID_SYSTEM: 'system',
  PAGE: 'Sida: {page}',
  NO_PAGE: 'Sida: okänd',
  REASON: 'Orsak: {reason}',

  MISSED_SUBJECT: 'Missad chatt: {visitor}',
  MISSED: '{visitor} bad om en livechatt och ingen tog den.',
  MISSED_NOBODY_ELIGIBLE: 'ingen agent var ledig.',
  MISSED_NO_RULE_MATCHED: 'ingen dirigeringsregel passade besökaren.',
  MISSED_ATTEMPTS_EXHAUSTED: 'alla agenter som tillfrågades tackade nej eller svarade inte.',
  MISSED_WAIT_EXCEEDED: 'besökaren hade väntat så länge som inställningarna tillåter.',
  MISSED_BLOCKED_DOMAIN: 'besökarens e-postadress hör till en spärrad domän.',
  MISSED_QUEUE_FULL: 'ingen agent var ledig och kön var full.',
  MISSED_MESSAGE_LEFT: 'besökaren lämnade ett meddelande i stället för att vänta.',
  MISSED_OWNER_UNAVAILABLE: 'agenten som ansvarar för kontot var inte ledig.',

  MESSAGE_SUBJECT: 'Meddelande från {visitor}',
  MESSAGE: '{visitor} lämnade ett meddelande i stället för att vänta på en agent. Svara via e-post.',

  BOOKING_SUBJECT: 'Misslyckad bokning: {visitor}',
  BOOKING: '{visitor} ville boka ett möte.',
  BOOKING_NOBODY: 'ingen av dem som kortet anger kan bokas. Ge någon av dem bokningsbara tider.',
  BOOKING_NOT_ENTERED: 'mötet står fast, men kunde inte läggas in i kalendern för {agent}. {fault}',
  CALENDAR_CREDENTIALS: 'Den godtar inte lösenordet som den anslöts med. Anslut den igen.',
  CALENDAR_NOT_ALLOWED: 'Dess adress får inte anropas härifrån. Anslut den på en annan adress.',
  CALENDAR_NO_CALENDAR: 'Ingen kalender hittades där. Anslut den igen och välj en.',
  CALENDAR_REFUSED: 'Servern låter den inte ändras. Anslut en som är din.',
  CALENDAR_UNREACHABLE: 'Den svarar inte. Kontrollera adressen.',
  REAUTH_SUBJECT: 'Din kalender behöver ditt lösenord igen',
  REAUTH:
    'Din kalender godtar inte längre lösenordet som den anslöts med, så den varken läses eller skrivs.\n' +
    'Besökare kan fortfarande boka dig, och tiderna som kalendern senast angav hålls lediga.\n' +
    'Anslut kalendern igen för att åtgärda detta.',

  LEFT_SUBJECT_ONE: '{agent} är inaktiverad och lämnar 1 möte efter sig',
  LEFT_SUBJECT: '{agent} är inaktiverad och lämnar {count} möten efter sig',
  LEFT_ONE:
    '{agent} är inaktiverad, och 1 möte som en besökare har bokat står kvar. Ge det till en annan agent eller avboka det.',
  LEFT: '{agent} är inaktiverad, och {count} möten som besökare har bokat står kvar. Ge vart och ett till en annan agent eller avboka det.',
  LEFT_MORE: '… och {count} till',

  NEAR_LIVE_CHATS_SUBJECT: '{used} av {limit} livechattar är förbrukade',
  NEAR_LIVE_CHATS:
    '{used} av de {limit} livechattar som paketet tillåter är förbrukade. Höj gränsen för att kunna fortsätta.',
  NEAR_CONVERSATIONS_SUBJECT: '{used} av månadens {limit} engagerade konversationer är förbrukade',
  NEAR_CONVERSATIONS:
    '{used} av de {limit} engagerade konversationer som paketet tillåter den här månaden är förbrukade. Höj gränsen för att kunna fortsätta.',
  REACHED_LIVE_CHATS_SUBJECT: 'Alla {limit} livechattar är förbrukade',
  REACHED_LIVE_CHATS:
    'Alla {limit} livechattar är förbrukade. Besökare som ber om en livechatt får nu reservmeddelandet, och ingen agent tillfrågas. Höj gränsen för att kunna fortsätta.',
  REACHED_CONVERSATIONS_SUBJECT: 'Månadens alla {limit} engagerade konversationer är förbrukade',
  REACHED_CONVERSATIONS:
    'Månadens alla {limit} engagerade konversationer är förbrukade. Inga nya konversationer startas för besökare förrän månaden är slut. Höj gränsen för att kunna fortsätta.',

  DIALOG_SUBJECT: 'Inte publicerad: {name}',
  DIALOG: '{name} skulle publiceras {time} och blev det inte, eftersom arbetskopian har fel:',
  DIALOG_STILL: 'Besökare möter fortfarande den tidigare versionen.',
  DIALOG_GONE: 'Besökare möter den inte.',
  DIALOG_REMEDY: 'Rätta felen och publicera eller planera sedan igen.',

  RULES_SUBJECT: 'Egna regler inte aktiverade: version {number}',
  RULES: 'Version {number} av de egna reglerna skulle börja gälla {time} och gjorde det inte:',
  RULES_REMEDY:
    'De tidigare reglerna gäller fortfarande. Börja ett utkast från den här versionen, rätta det och aktivera eller planera sedan igen.',
};
