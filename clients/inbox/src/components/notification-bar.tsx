import { useState } from 'react';
import { askForNotifications, notificationRight } from '../notify/notifications';
import { useDeskState } from '../hooks/use-desk';
import { browserStorage } from '../session';
import { readJson, writeJson } from '../../../sdk/storage';
import { Icon } from './icon';

const key = 'parley.inbox.notifications-later';

/** Asks once, and in words, before the browser does: whoever denies that by reflex is hard to win back. */
export function NotificationBar() {
  const { permissions } = useDeskState();
  const [right, setRight] = useState(notificationRight);
  const [later, setLater] = useState(() => readJson(browserStorage(), key) === true);
  if (right !== 'default' || later || !permissions.includes('LIVE_CHAT_TAKE')) return null;

  const dismiss = (): void => {
    writeJson(browserStorage(), key, true);
    setLater(true);
  };
  return (
    <div className="notification-bar" role="region" aria-label="Notifications">
      <Icon name="bell" />
      <span>Chat requests can reach you when this window is in the background.</span>
      <button type="button" className="button small" onClick={() => void askForNotifications().then(setRight)}>
        Turn on notifications
      </button>
      <button type="button" className="link" onClick={dismiss}>
        Not now
      </button>
    </div>
  );
}
