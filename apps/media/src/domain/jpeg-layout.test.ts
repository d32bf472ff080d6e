import { expect, it } from 'vitest'

import { readJpegLayout } from './jpeg-layout.js'

const segment = (marker: number, ...body: number[]) => [0xff, marker, 0, body.length + 2, ...body]
const scan = (...entropy: number[]) => [...segment(0xda, 1, 2), ...entropy]
const layout = (...parts: number[][]) => readJpegLayout(Uint8Array.from([0xff, 0xd8, ...parts.flat()]))
const end = [0xff, 0xd9]

it('counts the passes over the picture', () => {
  expect(layout(segment(0xc0, 8), scan(1, 2, 3), end)).toEqual({ scans: 1, ended: true })
  expect(layout(segment(0xc2, 8), scan(1), segment(0xc4, 9), scan(2), scan(3), end)).toEqual({
    scans: 3,
    ended: true,
  })
})

it('sees whether the end marker is there', () => {
  expect(layout(scan(1, 2, 3))).toEqual({ scans: 1, ended: false })
  expect(layout(scan(1, 2, 3), [0xff])).toEqual({ scans: 1, ended: false })
  expect(layout(scan(1), end, [1, 2, 3])).toEqual({ scans: 1, ended: true })
})

it('takes no thumbnail, stuffed byte, fill byte or restart for a marker', () => {
  const thumbnail = segment(0xe1, 0xff, 0xd8, ...scan(7), ...end)
  expect(layout(thumbnail, scan(1, 0xff, 0, 0xff, 0xd3, 2, 0xff, 0xff))).toEqual({ scans: 1, ended: false })
})

it('ends with any bytes', () => {
  expect(readJpegLayout(new Uint8Array(0))).toEqual({ scans: 0, ended: false })
  expect(readJpegLayout(new Uint8Array(100_000).fill(0xff))).toEqual({ scans: 0, ended: false })
  expect(layout([0xff, 0xe0, 0, 0, 0xff, 0xd9])).toEqual({ scans: 0, ended: true })
  expect(layout([0xff, 0xe0, 0xff, 0xff, 1])).toEqual({ scans: 0, ended: false })
})
