import type { ReactNode } from 'react'

import { KindredError } from '@kindred/client'

import { useI18n } from '../ground/texts/i18n.js'
import { Button } from './button.js'
import { Icon, type IconName } from './icon.js'

import './states.css'

interface EmptyStateProps {
  readonly icon: IconName
  readonly title: string
  readonly text?: ReactNode
  /** A button or two. */
  readonly children?: ReactNode
}

/** Says that there is nothing, why, and what to do about it. */
export function EmptyState({ icon, title, text, children }: EmptyStateProps) {
  return (
    <div className="state">
      <span className="state-icon">
        <Icon name={icon} size={36} />
      </span>
      <h2>{title}</h2>
      {text !== undefined && <p className="muted">{text}</p>}
      {children}
    </div>
  )
}

/** A failure in a person's words, with a button to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useI18n()
  const offline = error instanceof KindredError && error.status === 0
  return (
    <div role="alert" className="state-room">
      <EmptyState
        icon={offline ? 'offline' : 'alert'}
        title={t(offline ? 'system-offline-title' : 'system-server-title')}
        text={t(offline ? 'system-offline-text' : 'system-server-text')}
      >
        {onRetry && (
          <Button icon="retry" onClick={onRetry}>
            {t('app-try-again')}
          </Button>
        )}
      </EmptyState>
    </div>
  )
}

/** A grey shape in place of what is still loading. */
export function Skeleton({
  height,
  width,
  round = false,
}: {
  height: number | string
  width?: number | string
  round?: boolean
}) {
  return (
    <span
      className="skeleton"
      style={{ height, width: width ?? '100%', borderRadius: round ? '50%' : undefined }}
    />
  )
}

/** A group of skeletons that says once that something loads. */
export function Loading({ children }: { children: ReactNode }) {
  const { t } = useI18n()
  return (
    <div className="loading" role="status">
      <span className="hidden">{t('app-loading')}</span>
      {children}
    </div>
  )
}

/** A line across the top that stays while something holds. */
export function Banner({ icon, children }: { icon: IconName; children: ReactNode }) {
  return (
    <div className="banner" role="status">
      <Icon name={icon} size={18} />
      <span>{children}</span>
    </div>
  )
}
