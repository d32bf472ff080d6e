import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

import { serviceNames } from '../names.js'
import { describeMethod, describeService, findMethod, listServices, loadProtos } from './catalogue.js'
import { readOptions } from './options.js'

const protos = loadProtos(fileURLToPath(new URL('../../../..', import.meta.url)))

/** The RPCs that the .proto files of a package define, as the files write them. */
const rpcsIn = (name: string): string[] => {
  const folder = join(protos.folder, 'kindred', name, 'v1')
  return readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/^ {2}rpc (\w+)\(/gm)].map(([, rpc]) => rpc!),
  )
}

it('npm run rpc lists, describes and finds every RPC of every service of an app', () => {
  const list = listServices(protos)
  for (const service of serviceNames) {
    const [, listed = ''] = new RegExp(`^${service}\\n((?:  .+\\n)+)`, 'm').exec(list) ?? []
    expect(listed.trim().split(/\s+/).sort()).toEqual(rpcsIn(service).sort())
    for (const rpc of rpcsIn(service)) {
      expect(describeService(protos, service)).toContain(`  rpc ${rpc}(`)
      expect(findMethod(protos, service, rpc.toUpperCase()).path).toMatch(
        new RegExp(`^/kindred\\.${service}\\.v1\\.\\w+/${rpc}$`),
      )
    }
  }
  expect(describeMethod(protos, 'safety', 'ClaimNextCase')).toMatch(
    /^\/kindred\.safety\.v1\.ModerationService\/ClaimNextCase\(ClaimNextCaseRequest\) returns/,
  )
})

it('npm run rpc finds what every app has, and an own method before one of the same name', () => {
  expect(listServices(protos)).toMatch(/^each of them\n(?: {2}.+\n)* {2}OutboxService\.Replay\n/m)
  expect(describeService(protos, 'profile')).toContain('  rpc Replay(')
  expect(findMethod(protos, 'profile', 'Replay').path).toBe('/kindred.events.v1.OutboxService/Replay')
  expect(findMethod(protos, 'chat', 'Subscribe').path).toBe('/kindred.chat.v1.ChatService/Subscribe')
  expect(findMethod(protos, 'chat', 'OutboxService.Subscribe').path).toBe(
    '/kindred.events.v1.OutboxService/Subscribe',
  )
})

it('npm run rpc takes the full name of a method', () => {
  const name = 'kindred.safety.v1.ModerationService.ClaimNextCase'
  expect(readOptions([name])).toMatchObject({ service: 'safety', method: name })
  expect(findMethod(protos, 'safety', name).path).toBe('/kindred.safety.v1.ModerationService/ClaimNextCase')
  expect(() => readOptions(['kindred.nobody.v1.Service.Does'])).toThrow('There is no service "nobody"')
  expect(() => findMethod(protos, 'safety', 'kindred.chat.v1.ChatService.Sync')).toThrow('has no method')
})
