import type { SimState } from '../src/pages/views.js'
import { api } from './api.js'
import { fill, h } from './dom.js'
import { createPhone } from './phone.js'
import { startPage } from './start-page.js'

const root = document.getElementById('root') ?? document.body

/** /phone?person=…&theme=dark&platform=android&start=…: one phone that fills the window, for tests and pictures. */
function singlePhone(state: SimState, query: URLSearchParams): HTMLElement {
  const [firstPerson] = state.people
  const [place = { name: 'Riga', latitude: 56.95, longitude: 24.1 }] = state.places
  const phone = createPhone(state, {
    personId: Number(query.get('person') ?? firstPerson?.id),
    theme: query.get('theme') === 'dark' ? 'dark' : 'light',
    platform: query.get('platform') ?? 'ios',
    place,
  })
  const isOpen = query.has('open')
  if (isOpen) void phone.openApp({ startParam: query.get('start') ?? undefined })
  return h('div', { className: 'single' }, phone.element)
}

try {
  const state = await api.state()
  document.title = `${state.bot.name} in a simulated Telegram`
  fill(
    root,
    location.pathname === '/phone'
      ? singlePhone(state, new URLSearchParams(location.search))
      : startPage(state),
  )
} catch (error) {
  fill(
    root,
    h(
      'p',
      { className: 'broken' },
      `The simulator does not answer: ${error instanceof Error ? error.message : String(error)}`,
    ),
  )
}
