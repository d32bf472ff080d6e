import { table } from './gen/table.js'

/** The languages in which towns have names. */
export const townLanguages = ['en', 'ru'] as const
export type TownLanguage = (typeof townLanguages)[number]

/** A town of 15,000 people or more. */
export interface Town {
  /** Its number at GeoNames. */
  readonly id: number
  /** By language; the English one where there is no other. */
  readonly names: Readonly<Record<TownLanguage, string>>
  /** Other and former names. */
  readonly aliases: readonly string[]
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** The letters of the state or canton, where it has such: `TX`; else empty. */
  readonly region: string
  /** WGS 84 degrees, two decimals. */
  readonly latitude: number
  readonly longitude: number
}

let known: readonly string[] | undefined
const lines = (): readonly string[] => (known ??= table.split('\n'))

/** How many towns there are. They are numbered from 0 on, the largest first. */
const countTowns = (): number => lines().length

/** A town by its number. It is read anew each time: as objects all of them would take 20 MB. */
export function townAt(at: number): Town {
  const [id, en, ru, country, region, latitude, longitude, others] = lines()[at]!.split('|') as Line
  const names = { en, ru: ru === '' ? en : ru }
  const aliases = others === '' ? [] : others.split(';')
  return {
    id: Number(id),
    names,
    aliases,
    country,
    region,
    latitude: Number(latitude),
    longitude: Number(longitude),
  }
}

type Line = [string, string, string, string, string, string, string, string]

/** All towns, one after the other. */
export function* allTowns(): Generator<Town> {
  for (let at = 0; at < countTowns(); at++) yield townAt(at)
}

/** Where all towns are, by their numbers. */
export interface Places {
  readonly countries: readonly string[]
  readonly latitudes: Float64Array
  readonly longitudes: Float64Array
}

let places: Places | undefined
export const allPlaces = (): Places => (places ??= readPlaces())

function readPlaces(): Places {
  const towns = countTowns()
  const countries: string[] = []
  const [latitudes, longitudes] = [new Float64Array(towns), new Float64Array(towns)]
  for (let at = 0; at < towns; at++) {
    const [, , , country, , latitude, longitude] = lines()[at]!.split('|') as Line
    countries.push(country)
    latitudes[at] = Number(latitude)
    longitudes[at] = Number(longitude)
  }
  return { countries, latitudes, longitudes }
}
