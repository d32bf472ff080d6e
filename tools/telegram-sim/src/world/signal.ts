/** Tells whoever listens. */
export interface Signal<News> {
  emit(news: News): void
  /** Returns how to stop listening. */
  listen(listener: (news: News) => void): () => void
}

/** A Signal without listeners. */
export function createSignal<News>(): Signal<News> {
  const listeners = new Set<(news: News) => void>()
  return {
    emit: (news) => [...listeners].forEach((listener) => listener(news)),
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
