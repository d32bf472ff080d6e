import sharp from 'sharp'
import { beforeAll, expect, it } from 'vitest'

import { drawPhoto } from './portrait.js'

// Media forbids the SVG decoder in its process, which these tests may share.
beforeAll(() => sharp.unblock({ operation: ['VipsForeignLoadSvg'] }))

it('the portrait of a demo person is a JPEG that is the same each time and differs between people', async () => {
  const [one, again, other, away] = await Promise.all([
    drawPhoto(3, 'WOMAN', 0),
    drawPhoto(3, 'WOMAN', 0),
    drawPhoto(4, 'WOMAN', 0),
    drawPhoto(3, 'WOMAN', 1),
  ])
  expect(await sharp(one).metadata()).toMatchObject({ format: 'jpeg', width: 600, height: 750 })
  expect(one.equals(again)).toBe(true)
  expect(one.equals(other)).toBe(false)
  expect(one.equals(away)).toBe(false)
})
