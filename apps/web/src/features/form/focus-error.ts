/** Brings the first refused input into view and gives it the focus, once it is marked. */
export function focusFirstError(): void {
  requestAnimationFrame(() => {
    const wrong = document.querySelector<HTMLElement>('.field-wrong')
    wrong?.scrollIntoView({ block: 'center' })
    wrong
      ?.querySelector<HTMLElement>('input, select, textarea, button[tabindex="0"]')
      ?.focus({ preventScroll: true })
  })
}
