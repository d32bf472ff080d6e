import { placeOfClient } from '../../ground/telegram/location.js'
import type { Position } from './towns.js'

export type LocateFailure = 'denied' | 'unavailable'

/** Asks the device where it is, coarsely: through Telegram where that can tell, else through the browser; either asks the person for leave. */
export async function locate(): Promise<Position | LocateFailure> {
  const place = await placeOfClient()
  if (place === 'denied') return place
  return place === 'absent' ? placeOfBrowser() : coarsely(place)
}

function placeOfBrowser(): Promise<Position | LocateFailure> {
  return new Promise((resolve) => {
    // Over plain http a browser refuses without a question.
    if (!window.isSecureContext || !('geolocation' in navigator)) return resolve('unavailable')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(coarsely(coords)),
      (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable'),
      { enableHighAccuracy: false, timeout: 10_000, maximumAge: 600_000 },
    )
  })
}

const coarsely = ({ latitude, longitude }: Position): Position => ({
  latitude: coarse(latitude),
  longitude: coarse(longitude),
})

/** Two decimals, about a kilometre: more never leaves the device. */
const coarse = (degrees: number): number => Math.round(degrees * 100) / 100
