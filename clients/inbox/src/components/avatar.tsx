import { type CSSProperties, useState } from 'react';
import { hueOf, initialsOf } from '../words';
import { Icon } from './icon';

interface AvatarProps {
  readonly id: string;
  readonly name: string | null;
  readonly url?: string | null;
  readonly size?: number;
}

/** A picture, or initials on a tint that stays the same. It repeats the name beside it, so readers skip it. */
export function Avatar({ id, name, url = null, size = 40 }: AvatarProps) {
  const [broken, setBroken] = useState<string | null>(null);
  const style = { '--hue': hueOf(id), '--size': `${size}px` } as CSSProperties;
  if (url !== null && broken !== url) {
    return (
      <img
        className="avatar"
        style={style}
        src={url}
        alt=""
        width={size}
        height={size}
        onError={() => setBroken(url)}
      />
    );
  }
  return (
    <span className="avatar" style={style} aria-hidden="true">
      {name === null || name === '' ? <Icon name="person" /> : initialsOf(name)}
    </span>
  );
}
