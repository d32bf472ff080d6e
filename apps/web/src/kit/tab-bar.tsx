import { Link, useLocation } from 'wouter'

import { useI18n } from '../ground/texts/i18n.js'
import { Icon, type IconName } from './icon.js'

/** Numbers to show on the tabs. */
export interface TabCounts {
  readonly likes?: number
  readonly chats?: number
}

/** The four rooms of the app. */
export function TabBar({ likes = 0, chats = 0 }: TabCounts) {
  const { t } = useI18n()
  return (
    <nav className="tabs" aria-label={t('app-tabs')}>
      <Tab to="/deck" icon="deck" label={t('app-tab-deck')} />
      <Tab to="/likes" icon="heart" label={t('app-tab-likes')} count={likes} />
      <Tab to="/chats" icon="chat" label={t('app-tab-chats')} count={chats} />
      <Tab to="/profile" icon="person" label={t('app-tab-profile')} />
    </nav>
  )
}

function Tab({ to, icon, label, count = 0 }: { to: string; icon: IconName; label: string; count?: number }) {
  const [path] = useLocation()
  const current = path === to
  return (
    <Link href={to} className="tab" aria-current={current ? 'page' : undefined}>
      <Icon name={icon} filled={current && icon !== 'deck'} />
      <span>{label}</span>
      {count > 0 && <span className="badge">{count > 99 ? '99+' : count}</span>}
    </Link>
  )
}
