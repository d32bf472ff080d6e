import type { PersonView, SimState } from '../src/pages/views.js'
import { h } from './dom.js'
import { faultsPanel } from './faults.js'
import { guide } from './guide.js'
import { createPhoneStand } from './phone-stand.js'
import type { PhoneSettings } from './settings.js'

const sides = ['left', 'right', 'third', 'fourth', 'fifth', 'sixth']
const countKey = 'phones'

/** Phones side by side, two unless more were added, and what to do with them. */
export function startPage(state: SimState): HTMLElement {
  const count = Math.min(Math.max(Number(localStorage.getItem(countKey)) || 2, 2), sides.length)
  const kept = sides.slice(0, count).map((side, index) => recall(state, side, index))
  const [left, right] = kept
  const nameOf = ({ personId }: PhoneSettings): string => find(state, personId)?.firstName ?? 'you'
  const stands = h(
    'div',
    { className: 'stands' },
    ...kept.map((settings, at) => standOf(state, at, settings)),
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
          'Phones with a simulated Telegram. Everything behind them is real; nothing leaves this machine.',
        ),
      ),
      guide(state.bot.name, [names[0] ?? 'you', names[1] ?? 'a friend']),
      faultsPanel(state),
      morePhones(state, stands),
      h(
        'p',
        { className: 'hint' },
        'One phone alone: ',
        h('a', { href: '/phone' }, '/phone'),
        '. For development and tests only.',
      ),
    ),
    stands,
  )
}

function standOf(state: SimState, at: number, settings: PhoneSettings | undefined): HTMLElement | undefined {
  return settings && createPhoneStand(state, settings, (next) => keep(sides[at] ?? '', next))
}

/** Puts another phone beside those that are there. */
function morePhones(state: SimState, stands: HTMLElement): HTMLButtonElement {
  const button = h('button', { className: 'more-phones' }, 'One more phone')
  button.onclick = () => {
    const at = stands.children.length
    const stand = standOf(state, at, recall(state, sides[at] ?? '', at))
    if (stand !== undefined) stands.append(stand)
    localStorage.setItem(countKey, String(stands.children.length))
    button.disabled = stands.children.length >= sides.length
  }
  button.disabled = stands.children.length >= sides.length
  return button
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
