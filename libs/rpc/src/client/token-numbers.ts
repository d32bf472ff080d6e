import { maxTokens } from '../carrier-limits.js'

/** How one stream names the tokens of its callers: whole the first time, by number from then on. */
export class TokenNumbers {
  readonly #numbers = new Map<string, number>()

  /** Names a token for the next call of the stream. When all numbers are taken, the token named longest ago gives up its own; who was named when matters only once half are taken. */
  name(token: string | undefined): { tokenNumber: number; token: string } {
    if (token === undefined || token === '') return { tokenNumber: 0, token: '' }
    const known = this.#numbers.get(token)
    if (known !== undefined && this.#numbers.size < maxTokens / 2) return { tokenNumber: known, token: '' }
    if (known !== undefined) this.#numbers.delete(token)
    const tokenNumber = known ?? this.#free()
    this.#numbers.set(token, tokenNumber)
    return { tokenNumber, token: known === undefined ? token : '' }
  }

  #free(): number {
    if (this.#numbers.size < maxTokens) return this.#numbers.size + 1
    const [oldest = '', number = 1] = this.#numbers.entries().next().value ?? []
    this.#numbers.delete(oldest)
    return number
  }
}
