import { cellToCenterChild, cellToParent } from 'h3-js'

import { ages } from '@kindred/kernel'

import { dayNumber, lastBirthDay } from './wishes.js'

/** Cells of about 250 km², the size of a city. */
const areaResolution = 5
const cellResolution = 6
/** How many years of birth are treated alike. */
const bandYears = 5

/**
 * The cell in which matching looks for somebody who hides the distance: the one in the middle of the area. Whoever moves, or narrows a
 * search, kilometre by kilometre then finds the area and nothing smaller; bands of distance would give the place away to whoever asks from
 * several sides.
 */
export const areaOf = (cell: string): string =>
  cell === '' ? cell : cellToCenterChild(cellToParent(cell, areaResolution), cellResolution)

/**
 * The birth day by which matching knows somebody who hides the age: the middle of five years of birth, the same for everybody born in them,
 * so that ages narrowed year by year, or watched over a birthday, tell the five years and nothing more. It is never that of a minor, whom
 * no search finds.
 */
export function bandOf(birthDate: string, now: Date): number {
  const year = Number(birthDate.slice(0, 4))
  const middle = year - (year % bandYears) + Math.floor(bandYears / 2)
  return Math.min(dayNumber(`${middle}-07-01`), lastBirthDay(now, ages.min))
}
