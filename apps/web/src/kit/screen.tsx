import { type ReactNode, useEffect, useRef } from 'react'

import { insideTelegram } from '@kindred/miniapp/telegram/bridge'

import { useBackButton } from '../ground/telegram/buttons.js'
import { useI18n } from '../ground/texts/i18n.js'
import { IconButton } from './button.js'
import { classes } from './class-names.js'

import './screen.css'

interface ScreenProps {
  /** The screen's heading, also the title of the page. */
  readonly title: string
  /** True keeps the heading for screen readers only. */
  readonly quiet?: boolean
  /** Shows Telegram's back button, or an arrow outside it. */
  readonly onBack?: (() => void) | undefined
  /** Buttons at the end of the bar. */
  readonly actions?: ReactNode
  /** The bottom tabs are shown: leaves room for them. */
  readonly tabs?: boolean
  /** As high as the window, scrolls inside: for the deck; `flush` goes to the edges too: for a chat. */
  readonly fixed?: boolean | 'flush'
  readonly children: ReactNode
}

/** One screen: bar with heading, content; the heading gets the focus when the screen opens. */
export function Screen({ title, quiet, onBack, actions, tabs, fixed, children }: ScreenProps) {
  const { t } = useI18n()
  const heading = useRef<HTMLHeadingElement>(null)
  useBackButton(onBack)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    if (!fixed) window.scrollTo(0, 0)
  }, [fixed])
  useEffect(() => {
    document.title = `${title} · Kindred`
  }, [title])
  const arrow = onBack !== undefined && !insideTelegram
  return (
    <main
      className={classes(
        'screen',
        tabs && 'screen-tabs',
        fixed && 'screen-fixed',
        fixed === 'flush' && 'screen-flush',
      )}
    >
      <header
        className={classes('bar', arrow && 'bar-back', quiet && !arrow && actions === undefined && 'hidden')}
      >
        {arrow && <IconButton icon="back" label={t('app-back')} onClick={onBack} />}
        <h1 ref={heading} tabIndex={-1} className={classes(quiet && 'hidden')}>
          {title}
        </h1>
        {actions && <div className="bar-actions">{actions}</div>}
      </header>
      {children}
    </main>
  )
}
