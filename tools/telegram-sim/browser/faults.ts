import type { FaultsView, SimState } from '../src/pages/views.js'
import { api } from './api.js'
import { fill, h } from './dom.js'

/** Buttons that break the line between Telegram and the bot. */
export function faultsPanel(state: SimState): HTMLElement {
  const buttons = h('div', { className: 'fault-buttons' })
  const change = async (what: object): Promise<void> => show(await api.setFaults(what))
  const show = ({ offline, duplicates, limits, pending }: FaultsView): void =>
    fill(
      buttons,
      toggle('Telegram unreachable', offline, () => void change({ offline: !offline })),
      toggle('Limits: 30 a second, one a chat', limits, () => void change({ limits: !limits })),
      toggle('Updates come twice', duplicates, () => void change({ duplicates: !duplicates })),
      h(
        'button',
        { onclick: () => void change({ refuse: { status: 429, retryAfter: 3, times: 3 } }) },
        '3 × 429, retry after 3 s',
      ),
      h('button', { onclick: () => void change({ storm: 20 }) }, '20 s of 429'),
      h('button', { onclick: () => void change({ refuse: { status: 500, times: 3 } }) }, '3 × 500'),
      h('button', { onclick: () => void change({ clear: true }) }, 'All well'),
      h(
        'p',
        { className: 'fault-state', role: 'status' },
        pending > 0 ? `${pending} answers to the bot will be refused.` : '',
      ),
    )
  show(state.faults)
  return h('section', { className: 'panel' }, h('h2', {}, 'Faults of the bot’s line'), buttons)
}

const toggle = (text: string, isOn: boolean, press: () => void): HTMLElement =>
  h('button', { 'aria-pressed': String(isOn), onclick: press }, text)
