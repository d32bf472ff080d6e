import type { PersonView, Place } from '../src/pages/views.js'
import { type Child, h, icon } from './dom.js'
import type { OpenOptions } from './phone.js'
import { type PhoneSettings, platformNames } from './settings.js'

/** What can be done to a phone from outside. */
export interface StandActions {
  change(next: Partial<PhoneSettings>): void
  addPerson(): void
  speak(languageCode: string): void
  blockBot(): void
  openApp(options?: OpenOptions): void
}

/** What there is to choose from. */
export interface Choices {
  readonly people: readonly PersonView[]
  readonly places: readonly Place[]
}

const addPerson = 'add'
const languages: readonly Choice[] = [
  ['en', 'EN'],
  ['ru', 'RU'],
]

/** The settings above a phone. */
export function standBar(
  settings: PhoneSettings,
  { people, places }: Choices,
  actions: StandActions,
): Child[] {
  const { personId, theme, platform, place } = settings
  const person = people.find(({ id }) => id === personId)
  const other = theme === 'dark' ? 'light' : 'dark'
  const names = people.map(({ id, firstName, note }): Choice => [
    String(id),
    [firstName, note].filter(Boolean).join(', '),
  ])
  return [
    select('Person', [...names, [addPerson, 'Somebody new …']], String(personId), (value) =>
      value === addPerson ? actions.addPerson() : actions.change({ personId: Number(value) }),
    ),
    tool(other === 'light' ? 'Light theme' : 'Dark theme', icon(other === 'light' ? 'sun' : 'moon'), () =>
      actions.change({ theme: other }),
    ),
    tool('Open the Mini App anew', icon('reload'), () => actions.openApp()),
    moreTools(actions),
    select('Language', languages, person?.languageCode ?? 'en', actions.speak),
    select('Platform', Object.entries(platformNames), platform, (next) => actions.change({ platform: next })),
    select(
      'Place',
      places.map(({ name }): Choice => [name, name]),
      place.name,
      (next) => actions.change({ place: places.find(({ name }) => name === next) ?? place }),
    ),
  ]
}

function moreTools({ blockBot, openApp }: StandActions): HTMLElement {
  const list = h('details', { className: 'more-tools' }, h('summary', { title: 'More' }, icon('more')))
  const entry = (text: string, work: () => void): HTMLElement =>
    h('button', { onclick: () => ((list.open = false), work()) }, text)
  list.append(
    h(
      'div',
      {},
      entry('Block the bot', blockBot),
      entry('Open with expired data', () => openApp({ expired: true })),
      entry('Open by a link to likes', () => openApp({ startParam: 'likes' })),
    ),
  )
  return list
}

type Choice = readonly [value: string, text: string]

function select(
  label: string,
  choices: readonly Choice[],
  chosen: string,
  pick: (value: string) => void,
): HTMLSelectElement {
  const options = choices.map(([value, text]) => h('option', { value, selected: value === chosen }, text))
  const element = h('select', { 'aria-label': label, title: label }, ...options)
  element.onchange = () => pick(element.value)
  return element
}

const tool = (title: string, picture: SVGSVGElement, press: () => void): HTMLElement =>
  h('button', { className: 'tool', title, 'aria-label': title, onclick: press }, picture)
