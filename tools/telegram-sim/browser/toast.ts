import { h } from './dom.js'

const shownMs = 3_200

/** Says something over the phone's screen for a moment. */
export function showToast(screen: Element, text: string): void {
  screen.querySelector('.toast')?.remove()
  const toast = h('div', { className: 'toast', role: 'status' }, text)
  screen.append(toast)
  setTimeout(() => toast.remove(), shownMs)
}
