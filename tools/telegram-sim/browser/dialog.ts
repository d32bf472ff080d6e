import { h } from './dom.js'

/** A button of a dialog. */
export interface DialogButton {
  readonly id: string
  readonly text: string
  readonly isDestructive?: boolean
}

/** What a dialog says and offers. */
export interface DialogOptions {
  readonly title?: string
  readonly message: string
  readonly buttons: readonly DialogButton[]
}

/** Asks over the phone's screen; resolves with the button's id, or undefined when it was put away. */
export function askDialog(
  screen: Element,
  { title, message, buttons }: DialogOptions,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const end = (id: string | undefined): void => {
      veil.remove()
      resolve(id)
    }
    const row = buttons.map(({ id, text, isDestructive }) =>
      h('button', { className: isDestructive === true ? 'destructive' : '', onclick: () => end(id) }, text),
    )
    const card = h(
      'div',
      { className: 'dialog', role: 'alertdialog', 'aria-label': title || message },
      title ? h('h2', {}, title) : undefined,
      h('p', {}, message),
      h('div', { className: buttons.length > 2 ? 'dialog-buttons stacked' : 'dialog-buttons' }, ...row),
    )
    const veil = h('div', { className: 'veil' }, card)
    veil.addEventListener('click', ({ target }) => target === veil && end(undefined))
    veil.addEventListener('keydown', ({ key }) => key === 'Escape' && end(undefined))
    screen.append(veil)
    row[0]?.focus()
  })
}
