import { useEffect, useEffectEvent } from 'react'

/** What each key does; a key is a lower-case letter, a digit, or a name as browsers give it. */
type Keys = Readonly<Record<string, (() => void) | undefined>>

/** Listens to single keys of the page while mounted: not while somebody types, chooses, or a dialog is open. */
export function useKeys(keys: Keys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (isTaken(event.target)) return
    const act = keys[nameOf(event)]
    if (act === undefined) return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return true
  return target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select')
}

/** Where the layout has other letters, as a Russian one does, the key's place counts. */
export function nameOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase()
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? []
  return letter === undefined ? key : letter.toLowerCase()
}
