/** A value that React can follow with useSyncExternalStore. */
export interface Store<State, Action> {
  snapshot(): State
  subscribe(listener: () => void): () => void
  dispatch(action: Action): void
}

/** A store that changes by its reducer alone. */
export function createStore<State, Action>(
  reduce: (state: State, action: Action) => State,
  initial: State,
): Store<State, Action> {
  const listeners = new Set<() => void>()
  let state = initial
  return {
    snapshot: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispatch(action) {
      const next = reduce(state, action)
      if (next === state) return
      state = next
      for (const listener of [...listeners]) listener()
    },
  }
}

/** One value per owner, made at first use and gone with its owner. */
export function perOwner<Owner extends object, Value>(
  create: (owner: Owner) => Value,
): (owner: Owner) => Value {
  const made = new WeakMap<Owner, Value>()
  return (owner) => {
    const known = made.get(owner)
    if (known !== undefined) return known
    const value = create(owner)
    made.set(owner, value)
    return value
  }
}
