import { expect, it } from 'vitest'

import { paint } from './shrink.js'

it('what is transparent in a photo is put on white before it is drawn', () => {
  const drawn: unknown[] = []
  const context = {
    fillStyle: '#000000',
    fillRect: (...box: number[]) => void drawn.push([context.fillStyle, ...box]),
    drawImage: (...of: unknown[]) => void drawn.push(of),
  }
  const picture = {} as ImageBitmap
  paint(context, picture, { width: 20, height: 10 })
  expect(drawn).toEqual([
    ['#ffffff', 0, 0, 20, 10],
    [picture, 0, 0, 20, 10],
  ])
})
