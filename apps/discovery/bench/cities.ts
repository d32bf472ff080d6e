import { latLngToCell } from 'h3-js'

import { type Place, placeOf } from '../src/domain/place.js'
import { normal, type Random, weighted } from './random.js'

const cityCount = 2_000
/** With Zipf's exponent of 1 and this share in cities, a tenth of all people live in the largest. */
const urbanShare = 0.85

/** The land: about as large as Europe. */
const land = { south: 36, north: 60, west: -9, east: 40 }

interface City {
  readonly latitude: number
  readonly longitude: number
  /** How far from the centre people live: the deviation in kilometres. */
  readonly spreadKm: number
}

/** Where people live. */
export interface Country {
  /** A home: the number of the city, or -1 for the country, and the cell. */
  readonly settle: (random: Random) => { home: number; place: Place; longitude: number }
}

/** 2,000 cities by Zipf's law, the first of them the largest, and people scattered between them. */
export function createCountry(random: Random): Country {
  const cities = Array.from({ length: cityCount }, (_, at): City => ({
    latitude: land.south + random() * (land.north - land.south),
    longitude: land.west + random() * (land.east - land.west),
    spreadKm: 2.5 + 9.5 / Math.sqrt(at + 1),
  }))
  const pickCity = weighted(cities.map((_, at) => 1 / (at + 1)))
  const places = new Map<string, Place>()

  const placeAt = (latitude: number, longitude: number): Place => {
    const cell = latLngToCell(latitude, longitude, 6)
    let place = places.get(cell)
    if (place === undefined) places.set(cell, (place = placeOf(cell)!))
    return place
  }
  return {
    settle(next) {
      if (next() >= urbanShare) {
        const latitude = land.south + next() * (land.north - land.south)
        const longitude = land.west + next() * (land.east - land.west)
        return { home: -1, place: placeAt(latitude, longitude), longitude }
      }
      const home = pickCity(next)
      const { latitude, longitude, spreadKm } = cities[home]!
      const north = latitude + (normal(next) * spreadKm) / 111.2
      const east = longitude + (normal(next) * spreadKm) / (111.2 * Math.cos((latitude * Math.PI) / 180))
      return { home, place: placeAt(north, east), longitude }
    },
  }
}
