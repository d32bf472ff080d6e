import type { CarriedAnswer, CarryResponse } from '@kindred/contracts/rpc'

import { maxBytes, maxItems, maxPart } from '../carrier-limits.js'
import { Turns } from '../turns.js'

interface LargeAnswer {
  readonly id: number
  readonly payload: Buffer
  sent: number
}

/**
 * The answers that wait for their stream. What is ready within one turn of the event loop shares a message; a large answer goes in parts,
 * after the small ones, so that these never wait for all of it.
 */
export class AnswerQueue {
  readonly #small: CarriedAnswer[] = []
  readonly #large: LargeAnswer[] = []
  #next = 0
  #draining = false
  #ended = false
  readonly #turns: Turns

  /** `isLast` says whether no other answer of the stream is on its way. */
  constructor(isLast: () => boolean) {
    this.#turns = new Turns(() => this.#hasSome || this.#draining || this.#ended, isLast)
  }

  put(answer: CarriedAnswer): void {
    const payload = answer.payload
    if (payload.length > maxPart) this.#large.push({ id: answer.id, payload, sent: 0 })
    else this.#small.push(answer)
    this.#turns.ring()
  }

  /** The next message says that the server is about to stop. */
  drain(): void {
    this.#draining = true
    this.#turns.ring()
  }

  /** Nothing is put any more. */
  end(): void {
    this.#ended = true
    this.#turns.ring()
  }

  /** The next message; undefined at the end and once the signal has aborted. */
  async take(signal: AbortSignal): Promise<CarryResponse | undefined> {
    await this.#turns.next(signal)
    const isOver = this.#ended && !this.#hasSome && !this.#draining
    if (signal.aborted || isOver) return undefined
    const draining = this.#draining
    this.#draining = false
    return { answers: this.#gather(), draining }
  }

  get #hasSome(): boolean {
    return this.#small.length > 0 || this.#large.length > 0
  }

  #gather(): CarriedAnswer[] {
    const answers: CarriedAnswer[] = []
    let bytes = 0
    while (answers.length < maxItems && bytes < maxBytes) {
      const answer = this.#small[this.#next]
      if (answer === undefined) break
      this.#next += 1
      answers.push(answer)
      bytes += answer.payload.length
    }
    if (this.#next === this.#small.length) this.#small.length = this.#next = 0
    for (let parts = this.#large.length; parts > 0; parts -= 1) {
      const part = this.#takePart()
      answers.push(part)
      bytes += part.payload.length
      if (bytes >= maxBytes) break
    }
    return answers
  }

  /** The next part of the large answer that has waited longest. */
  #takePart(): CarriedAnswer {
    const large = this.#large.shift()!
    const payload = large.payload.subarray(large.sent, large.sent + maxPart)
    large.sent += payload.length
    const hasMore = large.sent < large.payload.length
    if (hasMore) this.#large.push(large)
    return { ...success, id: large.id, payload, hasMore }
  }
}

const success = { hasMore: false, code: 0, detail: '', status: Buffer.alloc(0) }
