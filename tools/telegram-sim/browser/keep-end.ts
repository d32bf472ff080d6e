/** Keeps the end of a list in view while it grows, until somebody scrolls up. */
export interface EndKeeper {
  /** After the list's elements were replaced. */
  refreshed(): void
  /** Goes to the end and stays there again. */
  returnToEnd(): void
}

const nearPx = 60

/** Watches a list that scrolls. */
export function keepEnd(list: HTMLElement): EndKeeper {
  let isKept = true
  let lastTop = 0
  const toEnd = (): void => {
    if (!isKept) return
    list.scrollTop = list.scrollHeight
    lastTop = list.scrollTop
  }
  const observer = new ResizeObserver(toEnd)
  list.addEventListener('scroll', () => {
    const isNear = list.scrollHeight - list.scrollTop - list.clientHeight < nearPx
    // What grows below moves the end away, too: only a way up leaves it.
    isKept = isNear || (isKept && list.scrollTop >= lastTop)
    lastTop = list.scrollTop
  })
  return {
    refreshed() {
      observer.disconnect()
      for (const element of [list, ...list.children]) observer.observe(element)
      toEnd()
    },
    returnToEnd() {
      isKept = true
      toEnd()
    },
  }
}
