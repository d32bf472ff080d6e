/** A town that demo people live in. */
export interface Town {
  readonly name: string
  readonly latitude: number
  readonly longitude: number
  /** Of all demo people. */
  readonly share: number
  readonly languages: readonly string[]
}

/** The first is where the named people live, so that a newcomer there has somebody to meet. */
export const towns: readonly Town[] = [
  { name: 'Riga', latitude: 56.9496, longitude: 24.1052, share: 0.34, languages: ['lv', 'ru', 'en'] },
  { name: 'Jūrmala', latitude: 56.968, longitude: 23.7704, share: 0.06, languages: ['lv', 'ru'] },
  { name: 'Jelgava', latitude: 56.6511, longitude: 23.7196, share: 0.04, languages: ['lv', 'ru'] },
  { name: 'Tallinn', latitude: 59.437, longitude: 24.7536, share: 0.06, languages: ['et', 'ru', 'en'] },
  { name: 'Vilnius', latitude: 54.6872, longitude: 25.2797, share: 0.06, languages: ['lt', 'pl', 'en'] },
  { name: 'Berlin', latitude: 52.52, longitude: 13.405, share: 0.16, languages: ['de', 'en', 'tr'] },
  { name: 'Potsdam', latitude: 52.3906, longitude: 13.0645, share: 0.04, languages: ['de', 'en'] },
  { name: 'Warsaw', latitude: 52.2297, longitude: 21.0122, share: 0.06, languages: ['pl', 'uk', 'en'] },
  { name: 'Lisbon', latitude: 38.7223, longitude: -9.1393, share: 0.06, languages: ['pt', 'en', 'es'] },
  { name: 'Tbilisi', latitude: 41.7151, longitude: 44.8271, share: 0.06, languages: ['ka', 'ru', 'en'] },
  { name: 'Belgrade', latitude: 44.7866, longitude: 20.4489, share: 0.06, languages: ['sr', 'ru', 'en'] },
]
