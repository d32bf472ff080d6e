/** A town to choose where the device tells no position. */
export interface Town {
  readonly id: string
  readonly en: string
  readonly ru: string
  readonly latitude: number
  readonly longitude: number
}

const table: readonly (readonly [en: string, ru: string, latitude: number, longitude: number])[] = [
  ['Almaty', 'Алматы', 43.24, 76.89],
  ['Amsterdam', 'Амстердам', 52.37, 4.9],
  ['Astana', 'Астана', 51.17, 71.43],
  ['Athens', 'Афины', 37.98, 23.73],
  ['Barcelona', 'Барселона', 41.39, 2.17],
  ['Belgrade', 'Белград', 44.79, 20.45],
  ['Berlin', 'Берлин', 52.52, 13.41],
  ['Bishkek', 'Бишкек', 42.87, 74.6],
  ['Brussels', 'Брюссель', 50.85, 4.35],
  ['Bucharest', 'Бухарест', 44.43, 26.1],
  ['Budapest', 'Будапешт', 47.5, 19.04],
  ['Chişinău', 'Кишинёв', 47.01, 28.86],
  ['Copenhagen', 'Копенгаген', 55.68, 12.57],
  ['Dubai', 'Дубай', 25.2, 55.27],
  ['Dublin', 'Дублин', 53.35, -6.26],
  ['Hamburg', 'Гамбург', 53.55, 9.99],
  ['Helsinki', 'Хельсинки', 60.17, 24.94],
  ['Istanbul', 'Стамбул', 41.01, 28.98],
  ['Jelgava', 'Елгава', 56.65, 23.72],
  ['Jūrmala', 'Юрмала', 56.97, 23.77],
  ['Kazan', 'Казань', 55.8, 49.11],
  ['Kyiv', 'Киев', 50.45, 30.52],
  ['Lisbon', 'Лиссабон', 38.72, -9.14],
  ['London', 'Лондон', 51.51, -0.13],
  ['Madrid', 'Мадрид', 40.42, -3.7],
  ['Milan', 'Милан', 45.46, 9.19],
  ['Minsk', 'Минск', 53.9, 27.57],
  ['Moscow', 'Москва', 55.76, 37.62],
  ['Munich', 'Мюнхен', 48.14, 11.58],
  ['New York', 'Нью-Йорк', 40.71, -74.01],
  ['Novosibirsk', 'Новосибирск', 55.03, 82.92],
  ['Oslo', 'Осло', 59.91, 10.75],
  ['Paris', 'Париж', 48.86, 2.35],
  ['Potsdam', 'Потсдам', 52.39, 13.06],
  ['Prague', 'Прага', 50.08, 14.44],
  ['Riga', 'Рига', 56.95, 24.11],
  ['Rome', 'Рим', 41.9, 12.5],
  ['Saint Petersburg', 'Санкт-Петербург', 59.94, 30.31],
  ['Samara', 'Самара', 53.2, 50.15],
  ['Sofia', 'София', 42.7, 23.32],
  ['Stockholm', 'Стокгольм', 59.33, 18.07],
  ['Tallinn', 'Таллин', 59.44, 24.75],
  ['Tartu', 'Тарту', 58.38, 26.72],
  ['Tashkent', 'Ташкент', 41.3, 69.24],
  ['Tbilisi', 'Тбилиси', 41.72, 44.83],
  ['Tel Aviv', 'Тель-Авив', 32.09, 34.78],
  ['Vienna', 'Вена', 48.21, 16.37],
  ['Vilnius', 'Вильнюс', 54.69, 25.28],
  ['Warsaw', 'Варшава', 52.23, 21.01],
  ['Yekaterinburg', 'Екатеринбург', 56.84, 60.6],
  ['Yerevan', 'Ереван', 40.18, 44.51],
  ['Zurich', 'Цюрих', 47.37, 8.54],
]

/** All towns of the list. */
export const towns: readonly Town[] = table.map(([en, ru, latitude, longitude]) => ({
  id: en,
  en,
  ru,
  latitude,
  longitude,
}))

const earthKm = 6371
const rad = (degrees: number): number => (degrees * Math.PI) / 180

/** The great-circle distance of two positions in kilometres. */
export function kmBetween(one: Position, other: Position): number {
  const half = (from: number, to: number): number => Math.sin(rad(to - from) / 2) ** 2
  const a =
    half(one.latitude, other.latitude) +
    Math.cos(rad(one.latitude)) * Math.cos(rad(other.latitude)) * half(one.longitude, other.longitude)
  return 2 * earthKm * Math.asin(Math.sqrt(a))
}

/** Degrees north and east. */
export interface Position {
  readonly latitude: number
  readonly longitude: number
}

/** The listed town that a position belongs to; undefined far from all. */
export function townNear(position: Position, withinKm = 25): Town | undefined {
  const [nearest] = towns
    .map((town) => ({ town, km: kmBetween(position, town) }))
    .sort((one, other) => one.km - other.km)
  return nearest !== undefined && nearest.km <= withinKm ? nearest.town : undefined
}

/** The towns whose name holds what was typed, in either language: first those that begin with it, then by name. */
export function findTowns(typed: string, locale: 'en' | 'ru'): Town[] {
  const wanted = plain(typed)
  const late = (town: Town): number => (plain(town.en).startsWith(wanted) || plain(town.ru).startsWith(wanted) ? 0 : 1)
  return towns
    .filter((town) => plain(town.en).includes(wanted) || plain(town.ru).includes(wanted))
    .sort((one, other) => late(one) - late(other) || one[locale].localeCompare(other[locale], locale))
}

const plain = (text: string): string => text.trim().toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
