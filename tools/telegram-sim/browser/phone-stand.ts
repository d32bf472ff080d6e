import type { PersonView, SimState } from '../src/pages/views.js'
import { api } from './api.js'
import { fill, h } from './dom.js'
import { createPhone, type Phone } from './phone.js'
import type { PhoneSettings } from './settings.js'
import { standBar } from './stand-bar.js'

/** A phone with its settings above it; tells them whenever they change. */
export function createPhoneStand(
  state: SimState,
  first: PhoneSettings,
  remember: (settings: PhoneSettings) => void,
): HTMLElement {
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
    settings = { ...settings, ...next }
    remember(settings)
    if (Object.keys(next).join() === 'theme') phone?.setTheme(settings.theme)
    else switchOn(wasOpen)
    showBar()
  }
  function showBar(): void {
    const changed = (person: PersonView): void => {
      const isKnown = people.some(({ id }) => id === person.id)
      people = isKnown ? people.map((one) => (one.id === person.id ? person : one)) : [...people, person]
      change({ personId: person.id })
    }
    const speak = async (languageCode: string): Promise<void> =>
      changed(await api.setPerson(settings.personId, { languageCode }))
    fill(
      bar,
      ...standBar(
        settings,
        { people, places: state.places },
        {
          change,
          addPerson: () => void api.addPerson().then(changed),
          speak: (languageCode) => void speak(languageCode),
          blockBot: () => void api.setPerson(settings.personId, { blocked: true }),
          openApp: (options) => void phone?.openApp(options),
        },
      ),
    )
  }
  switchOn(false)
  showBar()
  return h('section', { className: 'stand' }, bar, place)
}
