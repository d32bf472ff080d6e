/** When a circuit breaker opens and what it goes by. */
interface CircuitOptions {
  /** Outages in a row, with no success between them, after which nothing is tried but one piece of work a while. */
  readonly maxOutages: number
  readonly retryEveryMs: number
  /** Whether an error shows that what the work needs is away; any other error is an answer of it. */
  isOutage(error: unknown): boolean
  /** Thrown instead of trying. */
  refusal(): Error
  /** Told each time that it opens or closes. */
  onChange?(isOpen: boolean): void
  /** Milliseconds on any clock that does not jump. */
  readonly now?: () => number
}

/** Keeps callers from waiting for something that is away. */
export interface Circuit {
  isOpen(): boolean
  /** Does the work, or throws the refusal while the circuit is open; one piece a while is tried all the same. */
  run<Result>(work: () => Promise<Result>): Promise<Result>
}

export function createCircuit(options: CircuitOptions): Circuit {
  const { maxOutages, retryEveryMs, isOutage, refusal, onChange, now = () => performance.now() } = options
  let [outages, triedAt, isOpen] = [0, -Infinity, false]

  function change(next: boolean): void {
    if (next === isOpen) return
    isOpen = next
    onChange?.(next)
  }

  function succeeded(): void {
    outages = 0
    change(false)
  }

  return {
    isOpen: () => isOpen,
    async run(work) {
      if (isOpen) {
        if (now() - triedAt < retryEveryMs) throw refusal()
        triedAt = now()
      }
      try {
        const result = await work()
        succeeded()
        return result
      } catch (error) {
        if (!isOutage(error)) succeeded()
        else if (++outages >= maxOutages) {
          if (!isOpen) triedAt = now()
          change(true)
        }
        throw error
      }
    },
  }
}
