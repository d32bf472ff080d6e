import { useState } from 'react'

import { locales, nameOfLocale } from '@kindred/locales'
import { insideTelegram } from '@kindred/miniapp/telegram/bridge'

import { useSession } from '../ground/session.js'
import { useTexts } from '../ground/texts.js'
import { choosesTheme, turnTheme } from '../ground/theme.js'
import { DesktopLink } from './desktop-link.js'

/** What concerns the console itself, at the end of its head. */
export function Tools({ onHelp }: { onHelp: () => void }) {
  const { t, locale, setLocale } = useTexts()
  const { signOut } = useSession()
  const [links, setLinks] = useState(false)
  const next = locales[(locales.indexOf(locale) + 1) % locales.length] ?? locale
  return (
    <div className="top-tools">
      {insideTelegram && (
        <button type="button" className="tool" onClick={() => setLinks(true)}>
          {t('console-desktop')}
        </button>
      )}
      <button
        type="button"
        className="tool"
        lang={next}
        title={nameOfLocale(next)}
        onClick={() => setLocale(next)}
      >
        {next.toUpperCase()}
      </button>
      {choosesTheme && (
        <button type="button" className="tool" aria-label={t('console-theme')} onClick={turnTheme}>
          ◐
        </button>
      )}
      <button type="button" className="tool" aria-label={t('console-help')} onClick={onHelp}>
        ?
      </button>
      {!insideTelegram && (
        <button type="button" className="tool" onClick={() => void signOut()}>
          {t('console-sign-out')}
        </button>
      )}
      {links && <DesktopLink onClose={() => setLinks(false)} />}
    </div>
  )
}
