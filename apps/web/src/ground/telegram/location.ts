import { call, canCall, hear } from '@kindred/miniapp/telegram/bridge'

/** The device's place by the client; `absent` where the client cannot tell. */
type ClientPlace = { readonly latitude: number; readonly longitude: number } | 'denied' | 'absent'

/** A client that knows the method answers at once. */
const checkMs = 3_000
/** The person reads a question meanwhile. */
const askMs = 120_000

/** Asks Telegram where the device is (its LocationManager, since 8.0), once the person has agreed. */
export async function placeOfClient(): Promise<ClientPlace> {
  if (!canCall('web_app_check_location')) return 'absent'
  const access = await answerTo('location_checked', checkMs, () => call('web_app_check_location'))
  if (!access?.available) return 'absent'
  // Telegram asks a person once; after a no only its settings help.
  if (access.access_requested && !access.access_granted) return 'denied'
  const place = await answerTo('location_requested', askMs, () => call('web_app_request_location'))
  if (!place?.available) return 'denied'
  return { latitude: place.latitude, longitude: place.longitude }
}

type Heard<Name extends Parameters<typeof hear>[0]> = Parameters<Parameters<typeof hear<Name>>[1]>[0]

/** The first event of a name after a call; undefined when none comes in time. */
function answerTo<Name extends 'location_checked' | 'location_requested'>(
  name: Name,
  patienceMs: number,
  ask: () => void,
): Promise<Heard<Name> | undefined> {
  return new Promise((resolve) => {
    const end = (answer?: Heard<Name>): void => {
      clearTimeout(timer)
      stop()
      resolve(answer)
    }
    const timer = setTimeout(end, patienceMs)
    const stop = hear(name, (answer: Heard<Name>) => end(answer))
    ask()
  })
}

/** True where Telegram has settings in which a denied place can be allowed. */
export const hasLocationSettings = canCall('web_app_open_location_settings')
export const openLocationSettings = (): void => call('web_app_open_location_settings')
