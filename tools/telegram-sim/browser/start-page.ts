import type { PersonView, SimState } from '../src/pages/views.js'
import { h } from './dom.js'
import { faultsPanel } from './faults.js'
import { guide } from './guide.js'
import { createPhoneStand } from './phone-stand.js'
import type { PhoneSettings } from './settings.js'

/** Two phones side by side, and what to do with them. */
export function startPage(state: SimState): HTMLElement {
  const [left, right] = ['left', 'right'].map((side, index) => recall(state, side, index))
  const nameOf = ({ personId }: PhoneSettings): string => find(state, personId)?.firstName ?? 'you'
  const stands = [left, right].flatMap((settings, index) =>
    settings === undefined
      ? []
      : [createPhoneStand(state, settings, (next) => keep(index === 0 ? 'left' : 'right', next))],
  )
  const names = [left, right].map((settings) => (settings === undefined ? 'you' : nameOf(settings)))
  return h(
    'div',
    { className: 'start-page' },
    h(
      'aside',
      {},
      h(
        'header',
        {},
        h('h1', {}, state.bot.name),
        h(
          'p',
          { className: 'lead' },
          'Two phones with a simulated Telegram. Everything behind them is real; nothing leaves this machine.',
        ),
      ),
      guide(state.bot.name, [names[0] ?? 'you', names[1] ?? 'a friend']),
      faultsPanel(state),
      h(
        'p',
        { className: 'hint' },
        'One phone alone: ',
        h('a', { href: '/phone' }, '/phone'),
        '. For development and tests only.',
      ),
    ),
    h('div', { className: 'stands' }, ...stands),
  )
}

const find = (state: SimState, id: number): PersonView | undefined =>
  state.people.find((person) => person.id === id)

/** The settings of a phone as they were left in this browser, as far as they still fit. */
function recall(state: SimState, side: string, index: number): PhoneSettings | undefined {
  const place = state.places[0]
  const person = state.people[index] ?? state.people[0]
  if (place === undefined || person === undefined) return undefined
  const fresh: PhoneSettings = {
    personId: person.id,
    theme: 'light',
    platform: index === 0 ? 'ios' : 'android',
    place,
  }
  const kept = read(`phone/${side}`)
  return find(state, kept?.personId ?? 0) === undefined ? fresh : { ...fresh, ...kept }
}

const keep = (side: string, settings: PhoneSettings): void =>
  localStorage.setItem(`phone/${side}`, JSON.stringify(settings))

function read(key: string): PhoneSettings | undefined {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? 'null') as PhoneSettings | null) ?? undefined
  } catch {
    return undefined
  }
}
