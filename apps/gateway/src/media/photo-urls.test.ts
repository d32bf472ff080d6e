import { describe, expect, it } from 'vitest'

import { createPhotoUrls, type PhotoUrlClaim } from './photo-urls.js'

const mediaId = '01890a5d-ac96-774b-bcce-b302099a8057'
const otherId = '01890a5d-ac96-774b-bcce-b302099a8058'
const viewerId = '01890a5d-ac96-7000-8000-000000000001'
const ownerId = '01890a5d-ac96-7000-8000-000000000002'

function at(start: string) {
  let now = new Date(start)
  return { clock: { now: () => now }, set: (text: string) => (now = new Date(text)) }
}

function claimOf(url: string): PhotoUrlClaim {
  const { pathname, searchParams } = new URL(url, 'https://kindred.example')
  const [, , , id, size] = pathname.split('/')
  const text = (name: string) => searchParams.get(name) ?? undefined
  return {
    mediaId: id!,
    size: size!,
    viewer: text('viewer'),
    owner: text('owner'),
    list: text('list'),
    exp: text('exp'),
    sig: text('sig'),
  }
}

describe('photo urls', () => {
  it('accepts the three addresses that it signed', () => {
    const urls = createPhotoUrls({ secret: 'a secret' })
    const signed = urls.sign({ mediaId, ownerId }, viewerId)
    for (const size of ['thumb', 'card', 'full'] as const) {
      expect(urls.verify(claimOf(signed[size]))).toMatchObject({
        mediaId,
        size,
        viewerId,
        ownerId,
        list: undefined,
      })
    }
  })

  it.each([
    ['another photo', { mediaId: otherId }],
    ['another size', { size: 'full' }],
    ['a size that does not exist', { size: 'original' }],
    ['another viewer', { viewer: otherId }],
    ['no viewer', { viewer: undefined }],
    ['another owner', { owner: otherId }],
    ['no owner', { owner: undefined }],
    ['the list of blocked people', { list: 'blocks' }],
    ['a list that does not exist', { list: 'friends' }],
    ['a later expiry', { exp: '9999999999' }],
    ['an expiry written otherwise', { exp: '01795000000' }],
    ['no signature', { sig: undefined }],
    ['an empty signature', { sig: '' }],
    ['a signature of another length', { sig: 'AAAA' }],
  ])('refuses an address changed to %s', (_, change) => {
    const urls = createPhotoUrls({ secret: 'a secret' })
    const claim = { ...claimOf(urls.sign({ mediaId, ownerId }, viewerId).thumb), ...change }
    expect(() => urls.verify(claim)).toThrow('MEDIA_URL_INVALID')
  })

  it('refuses each signature that differs in one character', () => {
    const urls = createPhotoUrls({ secret: 'a secret' })
    const claim = claimOf(urls.sign({ mediaId, ownerId }, viewerId).thumb)
    const sig = claim.sig!
    for (let i = 0; i < sig.length; i++) {
      const changed = sig.slice(0, i) + (sig[i] === 'A' ? 'B' : 'A') + sig.slice(i + 1)
      expect(() => urls.verify({ ...claim, sig: changed })).toThrow('MEDIA_URL_INVALID')
    }
  })

  it('refuses an address signed with another secret', () => {
    const signed = createPhotoUrls({ secret: 'another secret' }).sign({ mediaId, ownerId }, viewerId)
    expect(() => createPhotoUrls({ secret: 'a secret' }).verify(claimOf(signed.card))).toThrow(
      'MEDIA_URL_INVALID',
    )
  })

  it('keeps an address for a quarter of an hour and lets it live 15 to 30 minutes', () => {
    const { clock, set } = at('2026-03-01T12:00:00Z')
    const urls = createPhotoUrls({ secret: 'a secret', clock })
    const first = urls.sign({ mediaId, ownerId }, viewerId)
    set('2026-03-01T12:14:59Z')
    expect(urls.sign({ mediaId, ownerId }, viewerId)).toEqual(first)
    set('2026-03-01T12:15:00Z')
    expect(urls.sign({ mediaId, ownerId }, viewerId)).not.toEqual(first)
    set('2026-03-01T12:29:59Z')
    expect(urls.verify(claimOf(first.full)).expiresAt).toEqual(new Date('2026-03-01T12:30:00Z'))
    set('2026-03-01T12:30:00Z')
    expect(() => urls.verify(claimOf(first.full))).toThrow('MEDIA_URL_EXPIRED')
  })

  it('puts the configured origin before the path', () => {
    const urls = createPhotoUrls({ secret: 'a secret', baseUrl: 'https://api.kindred.example' })
    expect(urls.sign({ mediaId, ownerId }, viewerId).thumb).toMatch(
      /^https:\/\/api\.kindred\.example\/v1\/media\//,
    )
  })
})
