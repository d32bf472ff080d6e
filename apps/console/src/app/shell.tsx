import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'

import { useOnline } from '@kindred/miniapp/browser/use-online'

import { useStaff } from '../ground/session.js'
import { useTexts } from '../ground/texts.js'
import { Loading } from '../kit/states.js'
import { useKeys } from '../kit/use-keys.js'
import { UndoProvider } from '../stores/undo.js'
import { Boundary } from './boundary.js'
import { Help } from './help.js'
import { pages } from './pages.js'
import { Tools } from './tools.js'

/** The console around its pages. */
export function Shell() {
  const { t } = useTexts()
  const { isAdmin } = useStaff()
  const [path, navigate] = useLocation()
  const [helps, setHelps] = useState(false)
  const open = pages.filter(({ forAdmins }) => forAdmins !== true || isAdmin)
  useKeys({ '?': () => setHelps(true), '/': () => navigate('/people') })
  const menu = useRef<HTMLElement>(null)
  useEffect(() => {
    // On a phone the menu is wider than the screen.
    menu.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [path])
  return (
    <UndoProvider>
      <div className="shell">
        {!useOnline() && (
          <p className="strip" role="status">
            {t('console-offline')}
          </p>
        )}
        <header className="top">
          <span className="top-name">{t('console-name')}</span>
          <nav ref={menu} className="top-nav" aria-label={t('console-nav')}>
            {open.map(
              ({ name, path: to }) =>
                name && (
                  <Link key={to} href={to} aria-current={path.startsWith(to) ? 'page' : undefined}>
                    {t(`console-nav-${name}`)}
                  </Link>
                ),
            )}
          </nav>
          <Tools onHelp={() => setHelps(true)} />
        </header>
        <Place key={path} path={path}>
          <Switch>
            {open.map(({ path: pattern, page }) => (
              <Route key={pattern} path={pattern} component={page} />
            ))}
            <Route>
              <Redirect to="/queue" replace />
            </Route>
          </Switch>
        </Place>
        {helps && <Help onClose={() => setHelps(false)} />}
      </div>
    </UndoProvider>
  )
}

/** A page with the focus at its beginning: otherwise it would stay where the link was. */
function Place({ path, children }: { path: string; children: ReactNode }) {
  const main = useRef<HTMLElement>(null)
  useEffect(() => {
    if (main.current?.contains(document.activeElement) !== true) main.current?.focus({ preventScroll: true })
  }, [])
  return (
    <main ref={main} tabIndex={-1} className="page">
      <Boundary place={path}>
        <Suspense fallback={<Loading />}>{children}</Suspense>
      </Boundary>
    </main>
  )
}
