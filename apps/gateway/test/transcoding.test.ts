import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'

import { startGateway, type TestGateway } from './harness.js'

let gateway: TestGateway
const seen: unknown[] = []
const userId = newId()

beforeAll(async () => {
  gateway = await startGateway({
    services: {
      profile: {
        createProfile: async (_context, request) => {
          seen.push(request)
          return { profile: { ...profile(), ...request, bio: request.bio, photos: [] } }
        },
      },
    },
  })
})
afterAll(() => gateway.close())

const profile = () => ({
  userId,
  name: 'Alice',
  birthDate: '1996-04-12',
  age: 29,
  gender: 'WOMAN' as const,
  interests: [],
  languages: [],
  photos: [],
  completeness: 0.5,
  hasLocation: false,
  createdAt: new Date(0),
  updatedAt: new Date(0),
})

describe('derived routes', () => {
  it('creates', async () => {
    const token = await gateway.authority.issue(userId)
    const res = await gateway.app.inject({
      method: 'POST',
      url: '/v1/profiles',
      headers: { authorization: `Bearer ${token}` },
      payload: { name: 'Alice', birth_date: '1996-04-12', gender: 'WOMAN' },
    })
    console.log(res.statusCode, res.headers, res.body, seen)
    expect(res.statusCode).toBe(201)
  })
})
