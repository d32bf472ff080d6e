import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { FluentResource } from '@fluent/bundle'

import type { Locale } from '../src/index.js'

/** The checkout. */
export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** One area's text in one language. */
export const readArea = (locale: Locale, area: string): string =>
  readFileSync(join(root, 'libs/locales', locale, area), 'utf8')

export const areasOf = (locale: Locale): string[] => readdirSync(join(root, 'libs/locales', locale)).sort()

/** The messages that are written in a text, whether Fluent understands them or not. */
export const writtenKeys = (text: string): string[] =>
  [...text.matchAll(/^([a-zA-Z][\w-]*) *=/gm)].map(([, key]) => key!)

/** The messages that Fluent understands, each with the names of its variables and attributes, sorted. */
export function parsedMessages(text: string): Map<string, string> {
  const { body } = new FluentResource(text)
  return new Map(body.map((entry) => [entry.id, [...namesIn(entry)].sort().join(' ')]))
}

function namesIn(node: unknown, names = new Set<string>()): Set<string> {
  if (typeof node !== 'object' || node === null) return names
  const { type, name } = node as { type?: string; name?: string }
  if (type === 'var' && name !== undefined) names.add(`$${name}`)
  for (const child of Object.values(node)) namesIn(child, names)
  return names
}

/** The sources of a front that speak to people; a test uses nothing. */
export const sourcesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() &&
        /\/(apps|libs)\/\w+\/src(\/|$)/.test(entry.parentPath) &&
        !/\/src\/gen(\/|$)/.test(entry.parentPath) &&
        /(?<!\.test)\.tsx?$/.test(entry.name),
    )
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))

const keyShape = /^[a-z]+(-[a-z\d]+)+$/

/** What a source asks for: whole keys, and templates such as `settings-theme-${theme}` as patterns. */
export function usedKeys(source: string): { keys: string[]; patterns: RegExp[] } {
  const literals = [...spoken(source).matchAll(/'([^'\n]*)'|"([^"\n]*)"/g)].map(
    ([, single, double]) => single ?? double ?? '',
  )
  const templates = [...source.matchAll(/`([a-z]+-[^`\s]*)`/g)].map(([, text]) => text!)
  return {
    keys: literals.filter((text) => keyShape.test(text)),
    patterns: templates
      .filter((text) => text.includes('${'))
      .map((text) => new RegExp(`^${text.replaceAll(/\$\{[^}]*\}/g, '[a-z\\d-]+')}$`)),
  }
}

/** Without what looks like a key and is a style's name or a path. */
const spoken = (source: string): string =>
  source
    .replaceAll(/className="[^"]*"/g, '')
    .replaceAll(/classes\((?:[^()]|\([^()]*\))*\)/g, '')
    .replaceAll(/ from '[^']*'/g, '')

/** The keys that are given to `t` by name. */
export const askedKeys = (source: string): string[] =>
  [...source.matchAll(/\bt\(\s*['"]([^'"]+)['"]/g)].map(([, key]) => key!)
