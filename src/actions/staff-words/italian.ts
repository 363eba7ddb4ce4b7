import type { StaffTexts } from './english';

export const italian: StaffTexts = {
  SOMEBODY: 'Un visitatore',
  SAID_VISITOR: 'visitatore',
  SAID_BOT: 'bot',
  SAID_SYSTEM: 'sistema',
  PAGE: 'Pagina: {page}',
  NO_PAGE: 'Pagina: sconosciuta',
  REASON: 'Motivo: {reason}',

  MISSED_SUBJECT: 'Chat persa: {visitor}',
  MISSED: '{visitor} ha chiesto una live chat e nessuno l’ha presa.',
  MISSED_NOBODY_ELIGIBLE: 'nessun agente era libero.',
  MISSED_NO_RULE_MATCHED: 'nessuna regola di instradamento corrispondeva a questo visitatore.',
  MISSED_ATTEMPTS_EXHAUSTED: 'ogni agente interpellato ha rifiutato o non ha risposto.',
  MISSED_WAIT_EXCEEDED: 'il visitatore aveva atteso quanto le impostazioni permettono.',
  MISSED_BLOCKED_DOMAIN: 'l’indirizzo e-mail del visitatore appartiene a un dominio bloccato.',
  MISSED_QUEUE_FULL: 'nessun agente era libero e la coda era piena.',
  MISSED_MESSAGE_LEFT: 'il visitatore ha lasciato un messaggio invece di attendere.',
  MISSED_OWNER_UNAVAILABLE: 'l’agente che segue quell’account non era libero.',

  MESSAGE_SUBJECT: 'Messaggio da {visitor}',
  MESSAGE: '{visitor} ha lasciato un messaggio invece di attendere un agente. Rispondi via e-mail.',

  BOOKING_SUBJECT: 'Prenotazione non riuscita: {visitor}',
  BOOKING: '{visitor} voleva prenotare un incontro.',
  BOOKING_NOBODY: 'nessuno di quelli indicati dalla scheda può essere prenotato. Dai a uno di loro orari prenotabili.',
  BOOKING_NOT_ENTERED: 'l’incontro resta valido, ma non è stato possibile inserirlo nel calendario di {agent}. {fault}',
  CALENDAR_CREDENTIALS: 'Non accetta la password con cui era stato collegato. Collegalo di nuovo.',
  CALENDAR_NOT_ALLOWED: 'Il suo indirizzo non può essere chiamato da qui. Collegalo a un altro indirizzo.',
  CALENDAR_NO_CALENDAR: 'Non vi è stato trovato nessun calendario. Collegalo di nuovo e scegline uno.',
  CALENDAR_REFUSED: 'Il server non permette di modificarlo. Collegane uno tuo.',
  CALENDAR_UNREACHABLE: 'Non risponde. Controlla l’indirizzo.',
  REAUTH_SUBJECT: 'Il tuo calendario richiede di nuovo la password',
  REAUTH:
    'Il tuo calendario non accetta più la password con cui era stato collegato, perciò non viene né letto né scritto.\n' +
    'I visitatori possono ancora prenotarti, e gli orari comunicati per ultimi dal calendario restano liberi.\n' +
    'Collega di nuovo il calendario per rimediare.',

  LEFT_SUBJECT_ONE: '{agent} è stato disattivato e lascia 1 incontro',
  LEFT_SUBJECT: '{agent} è stato disattivato e lascia {count} incontri',
  LEFT_ONE:
    '{agent} è stato disattivato e 1 incontro prenotato da un visitatore resta valido. Assegnalo a un altro agente o annullalo.',
  LEFT: '{agent} è stato disattivato e {count} incontri prenotati dai visitatori restano validi. Assegna ciascuno a un altro agente o annullalo.',
  LEFT_MORE: '… e altri {count}',

  NEAR_LIVE_CHATS_SUBJECT: 'Usate {used} live chat su {limit}',
  NEAR_LIVE_CHATS:
    'Sono state usate {used} delle {limit} live chat previste dal pacchetto. Aumenta il limite per continuare.',
  NEAR_CONVERSATIONS_SUBJECT: 'Usate {used} conversazioni attive su {limit} di questo mese',
  NEAR_CONVERSATIONS:
    'Sono state usate {used} delle {limit} conversazioni attive previste dal pacchetto per questo mese. Aumenta il limite per continuare.',
  REACHED_LIVE_CHATS_SUBJECT: 'Usate tutte le {limit} live chat',
  REACHED_LIVE_CHATS:
    'Sono state usate tutte le {limit} live chat. I visitatori che ne chiedono una ricevono ora il messaggio di riserva e nessun agente viene interpellato. Aumenta il limite per continuare.',
  REACHED_CONVERSATIONS_SUBJECT: 'Usate tutte le {limit} conversazioni attive di questo mese',
  REACHED_CONVERSATIONS:
    'Sono state usate tutte le {limit} conversazioni attive di questo mese. Fino alla fine del mese non ne inizia nessuna nuova. Aumenta il limite per continuare.',

  DIALOG_SUBJECT: 'Non pubblicato: {name}',
  DIALOG: '{name} doveva essere pubblicato il {time} e non lo è stato, perché la copia di lavoro contiene errori:',
  DIALOG_STILL: 'I visitatori incontrano ancora la versione precedente.',
  DIALOG_GONE: 'I visitatori non lo incontrano.',
  DIALOG_REMEDY: 'Correggi gli errori, poi pubblica o pianifica di nuovo.',

  RULES_SUBJECT: 'Regole personalizzate non attivate: versione {number}',
  RULES: 'La versione {number} delle regole personalizzate doveva entrare in vigore il {time} e non è successo:',
  RULES_REMEDY:
    'Le regole precedenti sono ancora in vigore. Inizia una bozza da questa versione, correggila, poi attivala o pianificala di nuovo.',
};
