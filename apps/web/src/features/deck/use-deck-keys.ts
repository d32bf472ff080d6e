import { useEffect, useEffectEvent } from 'react'

import type { SwipeKind } from '../../stores/deck/deck-state.js'

interface DeckCommands {
  swipe(kind: SwipeKind): void
  undo(): void
  details(): void
  nextPhoto(): void
}

/** The deck by keyboard, while no sheet is open and nothing is typed. */
export function useDeckKeys(enabled: boolean, commands: DeckCommands): void {
  const press = useEffectEvent((event: KeyboardEvent): void => {
    const command = commandOf(event, commands)
    if (command === undefined) return
    event.preventDefault()
    command()
  })
  useEffect(() => {
    if (!enabled) return undefined
    const listen = (event: KeyboardEvent): void => press(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [enabled])
}

function commandOf(event: KeyboardEvent, commands: DeckCommands): (() => void) | undefined {
  const { key, target, repeat, altKey, ctrlKey, metaKey } = event
  const element = target instanceof Element ? target : undefined
  if (repeat || altKey || ctrlKey || metaKey || element?.closest('input, textarea, select, dialog'))
    return undefined
  const onControl = element?.closest('button, a') !== null && element !== undefined
  switch (key) {
    case 'ArrowLeft':
      return () => commands.swipe('PASS')
    case 'ArrowRight':
      return () => commands.swipe('LIKE')
    case 'ArrowUp':
      return () => commands.swipe('SUPERLIKE')
    case 'ArrowDown':
      return commands.details
    case 'Backspace':
      return commands.undo
    case ' ':
      return onControl ? undefined : commands.nextPhoto
    default:
      return undefined
  }
}
