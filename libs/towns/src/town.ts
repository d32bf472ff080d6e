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

let known: readonly Town[] | undefined

/** All towns, the largest first. */
export const allTowns = (): readonly Town[] => (known ??= table.split('\n').map(readTown))

type Line = [string, string, string, string, string, string, string, string]

function readTown(line: string): Town {
  const [id, en, ru, country, region, latitude, longitude, others] = line.split('|') as Line
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
