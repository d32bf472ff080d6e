import { type Point, pointOf } from '../domain/place.js'
import { bytesOf, grown } from './column.js'

/**
 * Spheres that contain all people of a region: a centre, and the straight line to the person farthest from it. Straight lines obey the
 * triangle inequality however they are rounded, so this works at the poles and at the antimeridian.
 */
export class Circles {
  #x = new Float32Array(16)
  #y = new Float32Array(16)
  #z = new Float32Array(16)
  #radius = new Float32Array(16)

  /** Adds an empty circle around the centre of a cell, under the caller's number. */
  add(id: number, cell: string): void {
    this.#x = grown(this.#x, id + 1)
    this.#y = grown(this.#y, id + 1)
    this.#z = grown(this.#z, id + 1)
    this.#radius = grown(this.#radius, id + 1)
    const { x, y, z } = pointOf(cell)
    this.#x[id] = x
    this.#y[id] = y
    this.#z[id] = z
  }

  widen(id: number, point: Point): void {
    // Rounded up, because the column is less precise than a double.
    const radius = this.#line(id, point) * (1 + 1e-6) + 1e-9
    if (radius > this.#radius[id]!) this.#radius[id] = radius
  }

  /** At most the squared straight line from a point to anybody in the circle. */
  nearest2(id: number, point: Point): number {
    const nearest = Math.max(0, this.#line(id, point) - this.#radius[id]! - 1e-9)
    return nearest * nearest
  }

  get bytes(): number {
    return bytesOf([this.#x, this.#y, this.#z, this.#radius])
  }

  #line(id: number, point: Point): number {
    const [x, y, z] = [this.#x[id]! - point.x, this.#y[id]! - point.y, this.#z[id]! - point.z]
    return Math.sqrt(x * x + y * y + z * z)
  }
}
