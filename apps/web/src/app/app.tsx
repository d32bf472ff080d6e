import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { Redirect, Route, Router, Switch, useLocation } from 'wouter'

import { createQueries } from '@kindred/miniapp/state/query'
import { launch } from '@kindred/miniapp/telegram/bridge'

import { OfflineBanner } from '../features/system/offline-banner.js'
import { SystemPage } from '../features/system/system-page.js'
import { base, useLocationWithLaunch } from '../ground/browser/navigation.js'
import { LiveProvider } from '../ground/live/live-provider.js'
import { useChosenLanguage } from '../ground/session/language.js'
import { SessionProvider, useSession } from '../ground/session/session.js'
import { useStanding } from '../ground/session/standing.js'
import { useSettingsButton } from '../ground/telegram/buttons.js'
import { I18nProvider } from '../ground/texts/i18n.js'
import { ToastProvider } from '../kit/toast.js'
import { useFollowers } from '../stores/live/use-followers.js'
import { Boundary } from './boundary.js'
import { ConnectionBanner } from './connection-banner.js'
import { LaunchScreen } from './launch-screen.js'
import { Onboarding, overlays, Return, routes } from './routes.js'
import { pathOfStartParam } from './start-param.js'
import { Tabs } from './tabs.js'

export function App() {
  const [queries] = useState(createQueries)
  return (
    <I18nProvider>
      <QueryClientProvider client={queries}>
        <Router base={base} hook={useLocationWithLaunch}>
          <ToastProvider>
            <OfflineBanner />
            <Boundary>
              <SessionProvider>
                <Entrance />
              </SessionProvider>
            </Boundary>
          </ToastProvider>
        </Router>
      </QueryClientProvider>
    </I18nProvider>
  )
}

function Entrance() {
  const { state } = useSession()
  if (state.status === 'starting') return <LaunchScreen />
  if (state.status !== 'ready') return <SystemPage state={state} />
  return <SignedIn />
}

function SignedIn() {
  useChosenLanguage()
  const standing = useStanding()
  if (standing.status === 'loading') return <LaunchScreen />
  if (standing.status === 'leaving')
    return (
      <Suspense fallback={<LaunchScreen />}>
        <Return />
      </Suspense>
    )
  if (standing.status === 'failed')
    return <SystemPage state={{ status: 'failed', error: standing.error }} onRetry={standing.retry} />
  return (
    <Suspense fallback={<LaunchScreen />}>
      {standing.status === 'complete' ? <Rooms /> : <Onboarding />}
    </Suspense>
  )
}

const home = pathOfStartParam(launch.startParam) ?? '/deck'

function Rooms() {
  const [path, navigate] = useLocation()
  useSettingsButton(() => navigate('/settings'))
  return (
    <LiveProvider follow={useFollowers()}>
      <ConnectionBanner />
      <Boundary place={path}>
        <Suspense fallback={<LaunchScreen />}>
          <Switch>
            {routes.map(({ path, screen: Screen }) => (
              <Route key={path} path={path} component={Screen} />
            ))}
            <Route>
              <Redirect to={home} replace />
            </Route>
          </Switch>
        </Suspense>
      </Boundary>
      <Tabs />
      {overlays.map((Overlay, index) => (
        <Boundary key={index} fallback={null}>
          <Suspense>
            <Overlay />
          </Suspense>
        </Boundary>
      ))}
    </LiveProvider>
  )
}
