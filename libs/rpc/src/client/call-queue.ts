import type { CarriedCall, CarryRequest } from '@kindred/contracts/rpc'

import { maxBytes, maxItems } from '../carrier-limits.js'
import { Turns } from '../turns.js'

/** The calls that wait for their stream; those of one turn of the event loop share a message. */
export class CallQueue {
  #calls: CarriedCall[] = []
  #canceledIds: number[] = []
  readonly #turns: Turns

  /** `isAlone` says whether the call that waits is the only one of its stream. */
  constructor(isAlone: () => boolean) {
    this.#turns = new Turns(() => this.#calls.length > 0 || this.#canceledIds.length > 0, isAlone)
  }

  put(call: CarriedCall): void {
    this.#calls.push(call)
    this.#turns.ring()
  }

  /** Nobody waits for this call any more. */
  cancel(id: number): void {
    this.#canceledIds.push(id)
    this.#turns.ring()
  }

  /** The messages of the stream until the signal aborts. */
  async *messages(signal: AbortSignal): AsyncGenerator<CarryRequest> {
    for (;;) {
      await this.#turns.next(signal)
      if (signal.aborted) return
      yield this.#gather()
    }
  }

  #gather(): CarryRequest {
    let bytes = 0
    const end = this.#calls.findIndex(
      ({ payload }, index) => index >= maxItems || (bytes += payload.length) > maxBytes,
    )
    const taken = end < 1 ? this.#calls.length : end
    const calls = this.#calls.slice(0, taken)
    this.#calls = this.#calls.slice(taken)
    const canceledIds = this.#calls.length === 0 ? this.#canceledIds : []
    if (canceledIds === this.#canceledIds) this.#canceledIds = []
    return { calls, canceledIds }
  }
}
