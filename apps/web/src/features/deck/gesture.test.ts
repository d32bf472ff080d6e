import { describe, expect, it } from 'vitest'

import { exitOf, photoAfterTap, poseOf, stampsOf, swipeOf, transformOf } from './gesture.js'

const size = { width: 360, height: 560 }
const drag = (x: number, y = 0, speedX = 0, speedY = 0) => ({ x, y, speedX, speedY })

describe('a swipe', () => {
  it('a swipe is decided by the way', () => {
    expect(swipeOf(drag(110), size)).toBe('LIKE')
    expect(swipeOf(drag(-110), size)).toBe('PASS')
    expect(swipeOf(drag(10, -120), size)).toBe('SUPERLIKE')
  })

  it('a swipe is decided by a flick before the long way', () => {
    expect(swipeOf(drag(40, 0, 0.8), size)).toBe('LIKE')
    expect(swipeOf(drag(-40, 0, -0.8), size)).toBe('PASS')
    expect(swipeOf(drag(0, -40, 0, -0.8), size)).toBe('SUPERLIKE')
  })

  it('a swipe is none when the finger goes back, stays near, goes down or only twitches', () => {
    expect(swipeOf(drag(140, 0, -0.9), size)).toBeUndefined()
    expect(swipeOf(drag(60), size)).toBeUndefined()
    expect(swipeOf(drag(0, 200), size)).toBeUndefined()
    expect(swipeOf(drag(12, 0, 2), size)).toBeUndefined()
  })

  it('a swipe goes up only when it is steeper than wide', () => {
    expect(swipeOf(drag(120, -125), size)).toBe('LIKE')
    expect(swipeOf(drag(60, -125), size)).toBe('SUPERLIKE')
  })
})

describe('a dragged card', () => {
  it('a dragged card turns with the finger, the other way when it is held below, and never beyond its limit', () => {
    expect(poseOf({ x: 180, y: 5 }, size)).toEqual({ x: 180, y: 5, degrees: 7 })
    expect(poseOf({ x: 180, y: 5 }, size, true).degrees).toBe(-7)
    expect(poseOf({ x: 2_000, y: 0 }, size).degrees).toBe(14)
  })

  it('a dragged card shows one stamp at most, full where the swipe is decided', () => {
    expect(stampsOf({ x: 101, y: 0 }, size)).toEqual({ LIKE: 1, PASS: 0, SUPERLIKE: 0 })
    expect(stampsOf({ x: -50, y: 0 }, size).PASS).toBeCloseTo(0.496, 2)
    expect(stampsOf({ x: 5, y: -300 }, size)).toEqual({ LIKE: 0, PASS: 0, SUPERLIKE: 1 })
  })

  it('a dragged card leaves beyond the edge of its side', () => {
    expect(exitOf('LIKE', size).x).toBeGreaterThan(size.width)
    expect(exitOf('PASS', size).x).toBeLessThan(-size.width)
    expect(exitOf('SUPERLIKE', size).y).toBeLessThan(-size.height)
    expect(transformOf({ x: 1.234, y: 0, degrees: 2 })).toBe('translate3d(1.23px, 0px, 0) rotate(2deg)')
  })
})

describe('a tap on a photo', () => {
  it('a tap on a photo goes back on the left third, on elsewhere, and stays at the ends', () => {
    expect(photoAfterTap(200, 360, 0, 3)).toBe(1)
    expect(photoAfterTap(100, 360, 1, 3)).toBe(0)
    expect(photoAfterTap(100, 360, 0, 3)).toBe(0)
    expect(photoAfterTap(300, 360, 2, 3)).toBe(2)
    expect(photoAfterTap(300, 360, 0, 0)).toBe(0)
  })
})
