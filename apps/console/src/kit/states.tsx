import type { ReactNode } from 'react'

import { KindredError } from '@kindred/client'

import { useTexts } from '../ground/texts.js'
import { Button } from './button.js'

interface NoticeProps {
  readonly title: string
  readonly text?: ReactNode
  /** Read out at once. */
  readonly urgent?: boolean
  readonly children?: ReactNode
}

/** Says what is, or is not, and what to do about it. */
export function Notice({ title, text, urgent = false, children }: NoticeProps) {
  return (
    <div className="notice" role={urgent ? 'alert' : undefined}>
      <h2>{title}</h2>
      {text !== undefined && <p className="muted">{text}</p>}
      {children !== undefined && <div className="notice-actions">{children}</div>}
    </div>
  )
}

/** A failure in words, with a button to try again. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTexts()
  const kind = failureOf(error)
  return (
    <Notice urgent title={t(`console-failure-${kind}`)} text={t(`console-failure-${kind}-text`)}>
      {onRetry && (
        <Button kind="main" onClick={onRetry}>
          {t('console-try-again')}
        </Button>
      )}
    </Notice>
  )
}

/** What went wrong, as far as a reader can do something about it. */
function failureOf(error: unknown): 'offline' | 'forbidden' | 'gone' | 'often' | 'server' {
  if (!(error instanceof KindredError)) return 'server'
  if (error.status === 0) return 'offline'
  if (error.status === 403) return 'forbidden'
  if (error.status === 404) return 'gone'
  return error.status === 429 ? 'often' : 'server'
}

/** Grey lines in place of what is loading. */
export function Loading({ lines = 6 }: { lines?: number }) {
  const { t } = useTexts()
  return (
    <div className="loading" role="status" aria-busy="true">
      <span className="hidden">{t('console-loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="bone" />
      ))}
    </div>
  )
}
