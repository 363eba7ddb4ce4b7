import type { StaffTexts } from './english';

export const dutch: StaffTexts = {
  SOMEBODY: 'Een bezoeker',
  SAID_VISITOR: 'bezoeker',
  SAID_BOT: 'bot',
  SAID_SYSTEM: 'systeem',
  PAGE: 'Pagina: {page}',
  NO_PAGE: 'Pagina: onbekend',
  REASON: 'Reden: {reason}',

  MISSED_SUBJECT: 'Gemiste chat: {visitor}',
  MISSED: '{visitor} vroeg om een livechat en niemand nam die aan.',
  MISSED_NOBODY_ELIGIBLE: 'geen enkele agent was vrij.',
  MISSED_NO_RULE_MATCHED: 'geen routeringsregel paste bij deze bezoeker.',
  MISSED_ATTEMPTS_EXHAUSTED: 'elke agent die werd gevraagd, weigerde of antwoordde niet.',
  MISSED_WAIT_EXCEEDED: 'de bezoeker had zo lang gewacht als de instellingen toestaan.',
  MISSED_BLOCKED_DOMAIN: 'het e-mailadres van de bezoeker hoort bij een geblokkeerd domein.',
  MISSED_QUEUE_FULL: 'geen enkele agent was vrij en de wachtrij was vol.',
  MISSED_MESSAGE_LEFT: 'de bezoeker liet een bericht achter in plaats van te wachten.',
  MISSED_OWNER_UNAVAILABLE: 'de agent die dat account beheert, was niet vrij.',

  MESSAGE_SUBJECT: 'Bericht van {visitor}',
  MESSAGE: '{visitor} liet een bericht achter in plaats van op een agent te wachten. Beantwoord het per e-mail.',

  BOOKING_SUBJECT: 'Mislukte boeking: {visitor}',
  BOOKING: '{visitor} wilde een afspraak boeken.',
  BOOKING_NOBODY: 'niemand die de kaart noemt kan worden geboekt. Geef een van hen boekbare uren.',
  BOOKING_NOT_ENTERED: 'de afspraak staat, maar kon niet in de agenda van {agent} worden gezet. {fault}',
  CALENDAR_CREDENTIALS: 'Het wachtwoord waarmee deze is verbonden, wordt niet aanvaard. Verbind de agenda opnieuw.',
  CALENDAR_NOT_ALLOWED: 'Het adres mag van hieruit niet worden aangeroepen. Verbind de agenda op een ander adres.',
  CALENDAR_NO_CALENDAR: 'Daar is geen agenda gevonden. Verbind opnieuw en kies er een.',
  CALENDAR_REFUSED: 'De server laat geen wijzigingen toe. Verbind een agenda die van jou is.',
  CALENDAR_UNREACHABLE: 'De agenda antwoordt niet. Controleer het adres.',
  REAUTH_SUBJECT: 'Je agenda heeft je wachtwoord opnieuw nodig',
  REAUTH:
    'Je agenda aanvaardt het wachtwoord waarmee hij is verbonden niet meer en wordt daarom niet gelezen of bijgewerkt.\n' +
    'Bezoekers kunnen je nog steeds boeken, en de tijden die je agenda het laatst doorgaf, blijven vrij.\n' +
    'Verbind de agenda opnieuw om dit te herstellen.',

  LEFT_SUBJECT_ONE: '{agent} is gedeactiveerd en laat 1 afspraak achter',
  LEFT_SUBJECT: '{agent} is gedeactiveerd en laat {count} afspraken achter',
  LEFT_ONE:
    '{agent} is gedeactiveerd en 1 afspraak die een bezoeker heeft geboekt staat nog. Geef die aan een andere agent of annuleer die.',
  LEFT: '{agent} is gedeactiveerd en {count} afspraken die bezoekers hebben geboekt staan nog. Geef elke afspraak aan een andere agent of annuleer die.',
  LEFT_MORE: '… en nog {count}',

  NEAR_LIVE_CHATS_SUBJECT: '{used} van {limit} livechats zijn gebruikt',
  NEAR_LIVE_CHATS:
    '{used} van de {limit} livechats die het pakket toestaat zijn gebruikt. Verhoog de limiet om door te kunnen gaan.',
  NEAR_CONVERSATIONS_SUBJECT: '{used} van {limit} actieve gesprekken van deze maand zijn gebruikt',
  NEAR_CONVERSATIONS:
    '{used} van de {limit} actieve gesprekken die het pakket deze maand toestaat zijn gebruikt. Verhoog de limiet om door te kunnen gaan.',
  REACHED_LIVE_CHATS_SUBJECT: 'Alle {limit} livechats zijn gebruikt',
  REACHED_LIVE_CHATS:
    'Alle {limit} livechats zijn gebruikt. Bezoekers die om een livechat vragen krijgen nu het terugvalbericht, en er wordt geen agent gevraagd. Verhoog de limiet om door te kunnen gaan.',
  REACHED_CONVERSATIONS_SUBJECT: 'Alle {limit} actieve gesprekken van deze maand zijn gebruikt',
  REACHED_CONVERSATIONS:
    'Alle {limit} actieve gesprekken van deze maand zijn gebruikt. Er wordt voor bezoekers geen nieuw gesprek gestart tot de maand voorbij is. Verhoog de limiet om door te kunnen gaan.',

  DIALOG_SUBJECT: 'Niet gepubliceerd: {name}',
  DIALOG: '{name} zou op {time} worden gepubliceerd en is dat niet, omdat de werkversie fouten bevat:',
  DIALOG_STILL: 'Bezoekers krijgen nog steeds de vorige versie te zien.',
  DIALOG_GONE: 'Bezoekers krijgen die niet te zien.',
  DIALOG_REMEDY: 'Herstel de fouten en publiceer of plan daarna opnieuw.',

  RULES_SUBJECT: 'Eigen regels niet geactiveerd: versie {number}',
  RULES: 'Versie {number} van de eigen regels zou op {time} van kracht worden en werd dat niet:',
  RULES_REMEDY:
    'De vorige regels zijn nog van kracht. Begin een concept vanuit deze versie, herstel het en activeer of plan daarna opnieuw.',
};
