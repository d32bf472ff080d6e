import type { KindredClient } from '@kindred/client'

import { createStore, perOwner } from '../../ground/state/store.js'

type Action = { readonly type: 'heard'; readonly name: string } | { readonly type: 'dismissed' }

/** The names of those who ended a match and say so kindly, until each was seen; empty for a name that is not known. */
const createFarewells = () => {
  const store = createStore<readonly string[], Action>(
    (names, action) => (action.type === 'heard' ? [...names, action.name] : names.slice(1)),
    [],
  )
  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    hear: (name: string) => store.dispatch({ type: 'heard', name }),
    dismiss: () => store.dispatch({ type: 'dismissed' }),
  }
}

/** The farewells of one client. */
export const farewellsOf = perOwner((_: KindredClient) => createFarewells())
