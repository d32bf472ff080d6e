import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createClient, type OwnPhoto } from '@kindred/client'
import { newId } from '@kindred/kernel'

import { listen, type Person, phonePhoto, settle, signIn, type Target } from './people.js'
import { openTarget } from './target.js'

let target: Target & { close(): Promise<void> }
beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.close())

const riga = { latitude: 56.9496, longitude: 24.1052 }

async function deck(person: Person): Promise<string[]> {
  const { candidates } = await person.client.discovery.listCandidates({ page_size: 50 })
  return candidates.map((candidate) => candidate.user_id)
}

async function open(url: string): Promise<Buffer> {
  const response = await fetch(new URL(url, target.url))
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

describe('two people', () => {
  let alice: Person
  let bob: Person
  let photo: OwnPhoto
  let conversationId: string

  it('two people sign in from Telegram and make profiles', async () => {
    alice = await signIn(target, 'Alice')
    bob = await signIn(target, 'Bob')
    const made = await alice.client.profile.createProfile({
      name: 'Alice',
      birth_date: '1996-04-12',
      gender: 'WOMAN',
      bio: 'Climber, reader.',
      interests: ['climbing', 'reading'],
    })
    expect(made).toMatchObject({ user_id: alice.userId, name: 'Alice', has_location: false, photos: [] })
    await bob.client.profile.createProfile({
      name: 'Bob',
      birth_date: '1994-01-30',
      gender: 'MAN',
      interests: ['reading'],
    })
    await expect(alice.client.profile.getMyProfile()).resolves.toMatchObject({ name: 'Alice' })
  })

  it('two people upload a photo that loses its place and stands upright', async () => {
    photo = await alice.client.uploadPhoto(await phonePhoto())
    expect(photo).toMatchObject({ status: 'APPROVED', width: 600, height: 900 })
    const full = await open(photo.urls?.full ?? '')
    const { format, exif, orientation, width, height } = await sharp(full).metadata()
    expect({ format, exif, orientation, width, height }).toEqual({
      format: 'webp',
      exif: undefined,
      orientation: undefined,
      width: 600,
      height: 900,
    })
    const profile = await alice.client.profile.setMyPhotos({ photo_ids: [photo.media_id] })
    expect(profile.photos.map((each) => each.media_id)).toEqual([photo.media_id])
    const stolen = bob.client.profile.setMyPhotos({ photo_ids: [photo.media_id] })
    await expect(stolen).rejects.toMatchObject({ code: 'PHOTO_NOT_USABLE' })
  })

  it('two people set place and preferences and see each other', async () => {
    await expect(deck(alice)).rejects.toMatchObject({ code: 'VIEWER_NOT_READY' })
    for (const [person, wanted] of [
      [alice, 'MAN'],
      [bob, 'WOMAN'],
    ] as const) {
      await person.client.profile.setMyLocation(riga)
      const preferences = await person.client.profile.setMyPreferences({
        wanted_genders: [wanted],
        min_age: 20,
        max_age: 60,
      })
      expect(preferences.max_distance_km).toBe(50)
    }
    await expect.poll(() => deck(bob).catch(() => [])).toContain(alice.userId)
    await expect.poll(() => deck(alice).catch(() => [])).toContain(bob.userId)
    const { candidates } = await bob.client.discovery.listCandidates({ page_size: 50 })
    const card = candidates.find((candidate) => candidate.user_id === alice.userId)
    expect(card).toMatchObject({
      name: 'Alice',
      common_interests: ['reading'],
      distance: { from_km: 0, to_km: 5 },
    })
    expect((await sharp(await open(card?.photos[0]?.urls?.card ?? '')).metadata()).height).toBe(640)
  })

  it('two people undo a pass, like each other and match exactly once', async () => {
    const aliceHears = listen(alice)
    const bobHears = listen(bob)
    await expect.poll(() => [aliceHears.live.state, bobHears.live.state]).toEqual(['ready', 'ready'])
    await alice.client.discovery.pass({ target_user_id: bob.userId })
    expect(await deck(alice)).not.toContain(bob.userId)
    expect(await alice.client.discovery.undo()).toEqual({ target_user_id: bob.userId })
    expect(await deck(alice)).toContain(bob.userId)

    const like = (from: Person, to: Person) => from.client.discovery.like({ target_user_id: to.userId })
    const answers = await Promise.all([
      like(alice, bob),
      like(bob, alice),
      like(alice, bob),
      like(bob, alice),
    ])
    const ids = new Set(answers.flatMap((answer) => answer.match?.match_id ?? []))
    expect(ids.size).toBe(1)
    conversationId = [...ids][0]!
    await expect
      .poll(() => [aliceHears.of('match.created').length, bobHears.of('match.created').length])
      .toEqual([1, 1])
    await expect.poll(() => aliceHears.of('conversation.created').length).toBe(1)
    expect((await bob.client.discovery.listMatches()).matches.map((match) => match.match_id)).toEqual([
      conversationId,
    ])
    aliceHears.live.close()
    bobHears.live.close()
  })

  it('two people talk live, read, reconnect and resume without a lost or doubled message', async () => {
    const aliceHears = listen(alice)
    let bobHears = listen(bob)
    await expect.poll(() => [aliceHears.live.state, bobHears.live.state]).toEqual(['ready', 'ready'])
    const sent = await aliceHears.live.sendMessage({ conversation_id: conversationId, text: 'Hello Bob!' })
    expect(sent).toMatchObject({ seq: 1, sender_id: alice.userId, text: 'Hello Bob!' })
    await expect
      .poll(() => bobHears.of('message.created').map((event) => event.data.message?.text))
      .toEqual(['Hello Bob!'])

    const [before] = (await bob.client.chat.listConversations()).conversations
    expect(before).toMatchObject({
      conversation_id: conversationId,
      unread_count: 1,
      participant: { name: 'Alice' },
    })
    expect((await open(before?.participant?.photo?.urls?.thumb ?? '')).length).toBeGreaterThan(100)
    await bobHears.live.setTyping(conversationId, 'STARTED')
    await expect.poll(() => aliceHears.of('conversation.typing').length).toBe(1)
    await bobHears.live.setRead(conversationId, 1)
    await expect.poll(() => aliceHears.of('message.read').map((event) => event.data.up_to_seq)).toEqual([1])
    expect((await bob.client.chat.listConversations()).conversations[0]?.unread_count).toBe(0)

    const cursor = bobHears.live.cursor
    bobHears.live.close()
    for (const text of ['two', 'three'])
      await aliceHears.live.sendMessage({ conversation_id: conversationId, text })
    await alice.client.chat.sendMessage({
      conversation_id: conversationId,
      client_message_id: newId(),
      text: 'four',
    })
    bobHears = listen(bob, cursor)
    await expect
      .poll(() => bobHears.of('message.created').map((event) => event.data.message?.seq))
      .toEqual([2, 3, 4])
    const history = await bob.client.chat.listMessages({ conversation_id: conversationId, after_seq: 1 })
    expect(history.messages.map((message) => message.text)).toEqual(['two', 'three', 'four'])
    aliceHears.live.close()
    bobHears.live.close()
  })

  it('two people refuse each other after an unmatch', async () => {
    await alice.client.discovery.unmatch({ match_id: conversationId })
    await expect.poll(async () => (await bob.client.chat.listConversations()).conversations).toEqual([])
    const late = bob.client.chat.sendMessage({
      conversation_id: conversationId,
      client_message_id: newId(),
      text: 'Hello?',
    })
    await expect(late).rejects.toMatchObject({ code: 'CONVERSATION_NOT_FOUND', status: 404 })
    expect(await deck(bob)).not.toContain(alice.userId)
  })
})

describe('a session', () => {
  it('a session renews its tokens, is listed and ends everywhere', async () => {
    const person = await signIn(target, 'Carol')
    const other = createClient({ baseUrl: target.url })
    const { sessions } = await person.client.auth.listSessions()
    expect(sessions).toMatchObject([{ current: true, device_name: "Carol's phone" }])
    expect(await person.client.auth.verifyToken()).toMatchObject({ valid: true, user_id: person.userId })
    const ear = listen(person)
    await expect.poll(() => ear.live.state).toBe('ready')
    await person.client.signOut()
    await expect.poll(() => ear.live.state).toBe('closed')
    await expect(person.client.auth.verifyToken()).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      status: 401,
    })
    await expect(other.profile.getMyProfile()).rejects.toMatchObject({ status: 401 })
  })
})

describe('a person who leaves', () => {
  it('a person who leaves is gone for everybody at once', async () => {
    const dave = await settle(target, {
      name: 'Dave',
      gender: 'MAN',
      wants: 'NONBINARY',
      latitude: -45,
      longitude: 170.1,
    })
    const robin = await settle(target, {
      name: 'Robin',
      gender: 'NONBINARY',
      wants: 'MAN',
      latitude: -45,
      longitude: 170.1,
    })
    await expect.poll(() => deck(robin).catch(() => [])).toContain(dave.userId)
    await dave.client.profile.deleteMyProfile()
    await expect.poll(() => deck(robin)).not.toContain(dave.userId)
    await expect(robin.client.profile.getProfile({ user_id: dave.userId })).rejects.toMatchObject({
      code: 'PROFILE_NOT_FOUND',
    })
    await expect
      .poll(() =>
        dave.client.auth.verifyToken().then(
          () => 'alive',
          (error: { status: number }) => error.status,
        ),
      )
      .toBe(401)
  })
})
