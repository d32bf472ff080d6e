import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { DescField } from '@bufbuild/protobuf'

import type { Contract, HttpBinding, MethodContract } from '@kindred/rpc'

import { isOptional } from './client-types.js'

const page = 'docs/architecture.md'
const begin = '<!-- made of proto/ by `npm run gen` -->'
const end = '<!-- end of what is made -->'

/** Writes the public RPCs into the page that lists them, between its two marks. */
export function writeApiTable(root: string, contract: Contract): void {
  const path = join(root, page)
  writeFileSync(path, withApiTable(readFileSync(path, 'utf8'), contract))
}

/** The page with the table of today's contract. Throws when the page has no place for it. */
export function withApiTable(text: string, contract: Contract): string {
  const [before, rest] = text.split(`${begin}\n`)
  const after = rest?.split(`${end}\n`)[1]
  if (after === undefined) throw new Error(`${page} has no place for the public RPCs: ${begin} … ${end}`)
  return `${before}${begin}\n${apiTable(contract)}\n${end}\n${after}`
}

const apiTable = ({ methods }: Contract): string =>
  [
    '| RPC | asked by | answers | who, limit |',
    '|---|---|---|---|',
    ...methods.flatMap((method) => (method.http === undefined ? [] : [rowOf(method, method.http)])),
  ].join('\n')

function rowOf({ service, descriptor, policy }: MethodContract, http: HttpBinding): string {
  const status = policy.status === 0 ? '' : ` (${policy.status})`
  const cells = [
    `${service}.${descriptor.name}`,
    `\`${http.verb} ${http.path}${askedBy(descriptor.input.fields, http)}\``,
    `${answerOf(descriptor.output.fields, http)}${status}`,
    [policy.access, ...limitOf(policy)].join(', '),
  ]
  return `| ${cells.join(' | ')} |`
}

function limitOf({ limit, rate }: MethodContract['policy']): string[] {
  if (limit === '') return []
  return [rate === undefined ? limit : `${limit} (${rate.max} in ${rate.windowSeconds} s)`]
}

function askedBy(fields: readonly DescField[], { body, pathFields }: HttpBinding): string {
  const named = fields.filter(
    (field) => !pathFields.includes(field.name) && field.message?.typeName !== 'google.protobuf.FieldMask',
  )
  if (named.length === 0) return ''
  return body === '*' ? ` ${listOf(named, true)}` : `?${named.map(({ name }) => name).join('&')}`
}

function answerOf(fields: readonly DescField[], { responseBody }: HttpBinding): string {
  if (fields.length === 0) return '204'
  const whole = fields.find(({ name }) => name === responseBody)
  return `\`${whole?.message?.name ?? listOf(fields, false)}\``
}

const listOf = (fields: readonly DescField[], isRequest: boolean): string =>
  `{${fields.map((field) => `${field.name}${isOptional(field, isRequest) ? '?' : ''}`).join(', ')}}`
