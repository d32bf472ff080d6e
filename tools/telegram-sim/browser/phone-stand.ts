import type { PersonView, SimState } from '../src/pages/views.js'
import { api } from './api.js'
import { fill, h, icon } from './dom.js'
import { createPhone, type Phone } from './phone.js'
import { type PhoneSettings, platformNames } from './settings.js'

const addPerson = 'add'

/** A phone with its settings above it. */
export function createPhoneStand(state: SimState, first: PhoneSettings, remember: (settings: PhoneSettings) => void) {
  let settings = first
  let people = state.people
  let phone: Phone | undefined
  const bar = h('div', { className: 'stand-bar' })
  const place = h('div', { className: 'stand-place' })

  function switchOn(openApp: boolean): void {
    phone?.switchOff()
    phone = createPhone(state, settings)
    place.append(phone.element)
    if (openApp) void phone.openApp()
  }
  function change(next: Partial<PhoneSettings>): void {
    const wasOpen = phone?.isAppOpen() === true
    const isOnlyTheme = Object.keys(next).join() === 'theme'
    settings = { ...settings, ...next }
    remember(settings)
    if (isOnlyTheme) phone?.setTheme(settings.theme)
    else switchOn(wasOpen)
    showBar()
  }
  async function choose(value: string): Promise<void> {
    if (value !== addPerson) return change({ personId: Number(value) })
    const person = await api.addPerson()
    people = [...people, person]
    change({ personId: person.id })
  }
  async function speak(languageCode: string): Promise<void> {
    const changed = await api.setPerson(settings.personId, { languageCode })
    people = people.map((person) => (person.id === changed.id ? changed : person))
    change({})
  }
  function showBar(): void {
    const person = people.find(({ id }) => id === settings.personId) ?? people[0]
    const names = people.map(({ id, firstName, note }): Choice => [
      String(id),
      note === '' ? firstName : `${firstName}, ${note}`,
    ])
    const places = state.places.map(({ name }): Choice => [name, name])
    const isDark = settings.theme === 'dark'
    fill(
      bar,
      select(
        'Person',
        [...names, [addPerson, 'Somebody new …']],
        String(settings.personId),
        (value) => void choose(value),
      ),
      tool(isDark ? 'Light theme' : 'Dark theme', icon(isDark ? 'sun' : 'moon'), () =>
        change({ theme: isDark ? 'light' : 'dark' }),
      ),
      tool('Open the Mini App anew', icon('reload'), () => void phone?.openApp()),
      moreTools(person),
      select(
        'Language',
        [
          ['en', 'EN'],
          ['ru', 'RU'],
        ],
        person?.languageCode ?? 'en',
        (value) => void speak(value),
      ),
      select('Platform', Object.entries(platformNames), settings.platform, (platform) => change({ platform })),
      select('Place', places, settings.place.name, (name) =>
        change({ place: state.places.find((one) => one.name === name) ?? settings.place }),
      ),
    )
  }
  function moreTools(person: PersonView | undefined): HTMLElement {
    const act = (work: () => void) => (): void => {
      list.open = false
      work()
    }
    const id = person?.id ?? 0
    const list = h(
      'details',
      { className: 'more-tools' },
      h('summary', { title: 'More' }, icon('more')),
      h(
        'div',
        {},
        h('button', { onclick: act(() => void api.setPerson(id, { blocked: true })) }, 'Block the bot'),
        h('button', { onclick: act(() => void phone?.openApp({ expired: true })) }, 'Open with expired data'),
        h('button', { onclick: act(() => void phone?.openApp({ startParam: 'likes' })) }, 'Open by a link to likes'),
      ),
    )
    return list
  }
  switchOn(false)
  showBar()
  return { element: h('section', { className: 'stand' }, bar, place) }
}

type Choice = readonly [value: string, text: string]

function select(label: string, choices: readonly Choice[], chosen: string, pick: (value: string) => void): HTMLElement {
  const options = choices.map(([value, text]) => h('option', { value, selected: value === chosen }, text))
  const element = h('select', { 'aria-label': label, title: label }, ...options)
  element.onchange = () => pick(element.value)
  return element
}

const tool = (title: string, picture: SVGSVGElement, press: () => void): HTMLElement =>
  h('button', { className: 'tool', title, 'aria-label': title, onclick: press }, picture)
