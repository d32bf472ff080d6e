import { type SyntheticEvent, useEffect, useEffectEvent, useRef } from 'react'

/** Opens a dialog over everything while mounted and gives it the focus; Escape asks to close it. */
export function useModal(onClose: () => void) {
  const ref = useRef<HTMLDialogElement>(null)
  const close = useEffectEvent(onClose)
  useEffect(() => {
    const dialog = ref.current
    if (dialog === null) return undefined
    const isNative = typeof dialog.showModal === 'function'
    if (isNative) dialog.showModal()
    const shut = isNative ? () => dialog.close() : showByHand(dialog, () => close())
    const first = dialog.querySelector<HTMLElement>('[data-autofocus]') ?? dialog.querySelector('h2')
    first?.focus()
    return shut
  }, [])
  return {
    ref,
    onCancel(event: SyntheticEvent): void {
      event.preventDefault()
      onClose()
    },
  }
}

/** The same in a browser without modal dialogs (Safari before 15.4): above the page, with the focus kept inside. */
function showByHand(dialog: HTMLElement, onEscape: () => void): () => void {
  dialog.setAttribute('open', '')
  dialog.setAttribute('role', 'dialog')
  dialog.setAttribute('aria-modal', 'true')
  dialog.dataset['byHand'] = ''
  const before = document.activeElement
  const isTopmost = (): boolean => [...document.querySelectorAll('dialog[data-by-hand]')].pop() === dialog
  const keep = (event: FocusEvent): void => {
    if (isTopmost() && event.target instanceof Node && !dialog.contains(event.target))
      dialog.querySelector('h2')?.focus()
  }
  const escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && isTopmost()) onEscape()
  }
  document.addEventListener('focusin', keep)
  document.addEventListener('keydown', escape)
  return () => {
    document.removeEventListener('focusin', keep)
    document.removeEventListener('keydown', escape)
    if (before instanceof HTMLElement) before.focus()
  }
}
