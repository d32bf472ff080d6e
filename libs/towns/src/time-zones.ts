import { zones } from './gen/zones.js'
import type { Position } from './nearest-towns.js'
import { allPlaces, type Town, townAt } from './town.js'

interface Zones {
  /** Of each country's largest town. */
  readonly byCountry: ReadonlyMap<string, string>
  /** Of the towns that have another one, by their numbers. */
  readonly byTown: ReadonlyMap<number, string>
}

let known: Zones | undefined
const allZones = (): Zones => (known ??= readZones())

function readZones(): Zones {
  const byCountry = new Map<string, string>()
  const byTown = new Map<number, string>()
  for (const line of zones.split('\n')) {
    const [head = '', ...rest] = line.split(' ')
    if (head.length === 2) byCountry.set(head, rest[0]!)
    else for (const id of rest) byTown.set(Number(id), head)
  }
  return { byCountry, byTown }
}

/** The IANA name of a town's time zone. */
export function zoneOf({ id, country }: Pick<Town, 'id' | 'country'>): string {
  const { byCountry, byTown } = allZones()
  return byTown.get(id) ?? byCountry.get(country)!
}

/** The IANA name of the time zone of the nearest town, however far it is. */
export function zoneAt(position: Position): string {
  const places = (points ??= readPoints())
  const { x, y, z } = toPoint(position)
  let [nearest, most] = [0, -Infinity]
  for (let at = 0; at < places.length; at += 3) {
    const cosine = places[at]! * x + places[at + 1]! * y + places[at + 2]! * z
    if (cosine > most) [nearest, most] = [at / 3, cosine]
  }
  return zoneOf(townAt(nearest))
}

interface Point {
  readonly x: number
  readonly y: number
  readonly z: number
}

/** Three numbers of each town. */
let points: Float64Array | undefined

function readPoints(): Float64Array {
  const { latitudes, longitudes } = allPlaces()
  const read = new Float64Array(3 * latitudes.length)
  for (const [at, latitude] of latitudes.entries()) {
    const { x, y, z } = toPoint({ latitude, longitude: longitudes[at]! })
    read.set([x, y, z], 3 * at)
  }
  return read
}

/** On a sphere of radius 1: the larger the product of two points, the nearer they are, across the poles and the date line, too. */
function toPoint({ latitude, longitude }: Position): Point {
  const [up, round] = [latitude, longitude].map((degrees) => (degrees * Math.PI) / 180) as [number, number]
  return { x: Math.cos(up) * Math.cos(round), y: Math.cos(up) * Math.sin(round), z: Math.sin(up) }
}
