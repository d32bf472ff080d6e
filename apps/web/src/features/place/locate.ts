import type { Position } from './towns.js'

/** Why the device told no position. */
export type LocateFailure = 'denied' | 'unavailable'

/** Asks the device where it is, coarsely; the person is asked for leave by the browser. */
export function locate(): Promise<Position> {
  return new Promise((resolve, reject: (failure: LocateFailure) => void) => {
    if (!('geolocation' in navigator)) return reject('unavailable')
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => resolve({ latitude: coarse(latitude), longitude: coarse(longitude) }),
      (error) => reject(error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable'),
      { enableHighAccuracy: false, timeout: 10_000, maximumAge: 600_000 },
    )
  })
}

/** Two decimals, about a kilometre: more never leaves the device. */
export const coarse = (degrees: number): number => Math.round(degrees * 100) / 100
