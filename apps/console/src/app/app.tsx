import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { Router } from 'wouter'

import { createQueries } from '@kindred/miniapp/state/query'

import { base, useLocationWithLaunch } from '../ground/navigation.js'
import { SessionProvider, useSession } from '../ground/session.js'
import { TextsProvider } from '../ground/texts.js'
import { Loading } from '../kit/states.js'
import { ToastProvider } from '../kit/toast.js'
import { Boundary } from './boundary.js'
import { Entrance } from './entrance.js'
import { Shell } from './shell.js'

export function App() {
  const [queries] = useState(createQueries)
  return (
    <TextsProvider>
      <QueryClientProvider client={queries}>
        <Router base={base} hook={useLocationWithLaunch}>
          <ToastProvider>
            <Boundary>
              <SessionProvider>
                <Door />
              </SessionProvider>
            </Boundary>
          </ToastProvider>
        </Router>
      </QueryClientProvider>
    </TextsProvider>
  )
}

function Door() {
  const { state } = useSession()
  if (state.status === 'starting')
    return (
      <main className="page page-narrow">
        <Loading />
      </main>
    )
  return state.status === 'ready' ? <Shell /> : <Entrance state={state} />
}
