/** What the page of a meeting's link says beside the widget's own words about meetings. */
export interface LinkWords {
  readonly title: string;
  readonly loading: string;
  /** The link opens nothing. */
  readonly over: string;
  readonly unreached: string;
  readonly moved: string;
  readonly begun: string;
  readonly choose: string;
}

export const linkWords: Readonly<Record<string, LinkWords>> = {
  en: {
    title: 'Your meeting',
    loading: 'Loading your meeting',
    over: 'This link opens nothing any more: the meeting is over, or the link is not whole. Use the link of the latest mail.',
    unreached: 'The server cannot be reached. Check your connection and try again.',
    moved: 'Your meeting is moved. A mail with the new time is on its way.',
    begun: 'This meeting has begun. It cannot be changed any more.',
    choose: 'Choose another time',
  },
  sv: {
    title: 'Ditt möte',
    loading: 'Ditt möte hämtas',
    over: 'Länken öppnar inget längre: mötet är över, eller så är länken inte hel. Använd länken i det senaste mejlet.',
    unreached: 'Servern kan inte nås. Kontrollera anslutningen och försök igen.',
    moved: 'Ditt möte är flyttat. Ett mejl med den nya tiden är på väg.',
    begun: 'Mötet har börjat. Det kan inte ändras längre.',
    choose: 'Välj en annan tid',
  },
  nl: {
    title: 'Je afspraak',
    loading: 'Je afspraak wordt geladen',
    over: 'Deze link opent niets meer: de afspraak is voorbij of de link is niet volledig. Gebruik de link uit de laatste mail.',
    unreached: 'De server is niet bereikbaar. Controleer je verbinding en probeer het opnieuw.',
    moved: 'Je afspraak is verplaatst. Een mail met de nieuwe tijd is onderweg.',
    begun: 'Deze afspraak is begonnen en kan niet meer worden gewijzigd.',
    choose: 'Kies een andere tijd',
  },
  it: {
    title: 'Il tuo incontro',
    loading: 'Caricamento dell’incontro',
    over: 'Questo link non apre più nulla: l’incontro è passato o il link è incompleto. Usa il link dell’ultima e-mail.',
    unreached: 'Il server non è raggiungibile. Controlla la connessione e riprova.',
    moved: 'Il tuo incontro è spostato. Un’e-mail con il nuovo orario è in arrivo.',
    begun: 'Questo incontro è iniziato. Non si può più modificare.',
    choose: 'Scegli un altro orario',
  },
  'zh-Hans': {
    title: '您的会议',
    loading: '正在加载您的会议',
    over: '此链接已失效：会议已结束，或链接不完整。请使用最新邮件中的链接。',
    unreached: '无法连接服务器。请检查网络连接后重试。',
    moved: '您的会议已改期。包含新时间的邮件即将送达。',
    begun: '此会议已开始，无法再更改。',
    choose: '选择其他时间',
  },
  'zh-Hant': {
    title: '您的會議',
    loading: '正在載入您的會議',
    over: '此連結已失效：會議已結束，或連結不完整。請使用最新郵件中的連結。',
    unreached: '無法連線至伺服器。請檢查網路連線後重試。',
    moved: '您的會議已改期。包含新時間的郵件即將送達。',
    begun: '此會議已開始，無法再更改。',
    choose: '選擇其他時間',
  },
};
