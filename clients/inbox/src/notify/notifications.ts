/** Messages of the browser, for the time when the inbox is behind other windows. */
export type NotificationRight = 'default' | 'granted' | 'denied' | 'unsupported';

export function notificationRight(): NotificationRight {
  return 'Notification' in window ? Notification.permission : 'unsupported';
}

export async function askForNotifications(): Promise<NotificationRight> {
  if (!('Notification' in window)) return 'unsupported';
  return Notification.requestPermission();
}

/** One per tag; a click brings the inbox to the front. Nothing when the agent is looking at it anyway. */
export function notify(tag: string, title: string, body: string, onClick: () => void): void {
  if (notificationRight() !== 'granted' || document.hasFocus()) return;
  try {
    const shown = new Notification(title, { tag, body });
    shown.onclick = () => {
      window.focus();
      onClick();
      shown.close();
    };
  } catch {
    // Some phones allow them from service workers only.
  }
}
