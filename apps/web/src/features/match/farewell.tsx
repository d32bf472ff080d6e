import { Suspense, useSyncExternalStore } from 'react'

import { useClient } from '../../ground/session/session.js'
import { later } from '../../ground/texts/later.js'
import { farewellsOf } from '../../stores/farewells/farewells.js'

const FarewellSheet = later(() => import('./farewell-sheet.js'), 'FarewellSheet', 'meet')

/** Shows over any screen that somebody ended a match and says so kindly. */
export function Farewell() {
  const farewells = farewellsOf(useClient())
  const [name] = useSyncExternalStore(farewells.subscribe, farewells.snapshot)
  if (name === undefined) return null
  return (
    <Suspense>
      <FarewellSheet name={name} onClose={farewells.dismiss} />
    </Suspense>
  )
}
