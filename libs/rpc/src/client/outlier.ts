/** Leaves an instance out for a while when it fails nearly every call. */
export class Outlier {
  #windowEnds = 0
  #calls = 0
  #failures = 0
  #outUntil = 0

  note(failed: boolean, now: number): void {
    if (now >= this.#windowEnds) {
      this.#windowEnds = now + windowMs
      this.#calls = this.#failures = 0
    }
    this.#calls += 1
    if (failed) this.#failures += 1
    if (this.#calls >= minCalls && this.#failures >= this.#calls * failingShare) this.#outUntil = now + outMs
  }

  isOut(now: number): boolean {
    return now < this.#outUntil
  }
}

const windowMs = 1_000
const minCalls = 20
const failingShare = 0.9
const outMs = 5_000
