import { setMaxListeners } from 'node:events'

import { Ending } from '@kindred/kernel'

/** The end of a call: its answer is sent, its caller went away or its time is over. Any number of handlers' parts may wait for it. */
export class Over extends Ending {
  override get signal(): AbortSignal {
    const signal = super.signal
    setMaxListeners(0, signal)
    return signal
  }
}
