import { cell, example, fieldTable, type Schema, type Schemas, table, typeOf } from './fields.js'

interface Content {
  readonly schema?: Schema
  readonly example?: unknown
}

interface Answer {
  readonly $ref?: string
  readonly description?: string
  readonly content?: Readonly<Record<string, Content>>
}

interface Parameter {
  readonly $ref?: string
  readonly name: string
  readonly in: string
  readonly description?: string
  readonly required?: boolean
  readonly schema?: Schema
}

interface RestOperation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly security: readonly Readonly<Record<string, unknown>>[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> }
  readonly responses: Readonly<Record<string, Answer>>
}

/** What is read of the OpenAPI document. */
export interface RestDocument {
  readonly info: { readonly description: string }
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, RestOperation>>>>
  readonly components: {
    readonly schemas: Schemas
    readonly responses: Readonly<Record<string, Answer>>
    readonly parameters: Readonly<Record<string, Parameter>>
  }
}

const callers: Readonly<Record<string, string>> = {
  accessToken: 'a person or a member of staff, by `Authorization: Bearer`',
  botCredential: 'the bot, by its credential',
}

/** What holds for every operation, and where each is. */
export function restOverview(document: RestDocument): string {
  const rows = operationsOf(document).map(({ verb, path, operation }) => [
    `[\`${verb} ${path}\`](rest-${operation.tags[0]}.md#${anchorOf(verb, path)})`,
    cell(operation.summary),
  ])
  const problems = Object.values(document.components.responses).flatMap(({ description, content }) =>
    Object.values(content ?? {}).map(({ example: shown }) => {
      const { status, code } = shown as { status: number; code: string }
      return [String(status), cell(description ?? ''), `\`${code}\``]
    }),
  )
  return `# REST\n\n${document.info.description}\n\n## Operations\n\n${table(['', ''], rows)}## Problems\n\n${table(['status', '', 'for example'], problems)}Every code: [errors](errors.md).\n`
}

/** A page for each service, by the name of its tag. */
export const restPages = (document: RestDocument): Map<string, string> =>
  new Map(
    document.tags.map(({ name, description }) => {
      const own = operationsOf(document).filter(({ operation }) => operation.tags.includes(name))
      return [
        name,
        `# REST: ${name}\n\n${description}\n\n${own.map((one) => sectionOf(one, document)).join('')}`,
      ]
    }),
  )

interface Placed {
  readonly verb: string
  readonly path: string
  readonly operation: RestOperation
}

const operationsOf = ({ paths }: RestDocument): Placed[] =>
  Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ verb: verb.toUpperCase(), path, operation })),
  )

/** As the heading's anchor is made. */
const anchorOf = (verb: string, path: string): string =>
  `${verb} ${path}`
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-')

function sectionOf({ verb, path, operation }: Placed, { components }: RestDocument): string {
  const who = operation.security.flatMap((one) => Object.keys(one)).map((name) => callers[name] ?? name)
  const parameters = (operation.parameters ?? []).map((one) => {
    const name = one.$ref?.replace('#/components/parameters/', '')
    const {
      name: field,
      in: place,
      description,
      required,
      schema,
    } = name === undefined ? one : (components.parameters[name] ?? one)
    return [
      `\`${field}\``,
      `${place}, ${typeOf(schema ?? {})}${required === true ? '' : ', optional'}`,
      cell(description ?? ''),
    ]
  })
  const body = Object.entries(operation.requestBody?.content ?? {}).map(
    ([type, content]) => `**Body** \`${type}\`:\n\n${contentOf(content, components.schemas)}`,
  )
  return [
    `## \`${verb} ${path}\`\n\n${operation.description}\n\n`,
    `\`${operation.operationId}\`, called by ${who.length === 0 ? 'anybody' : who.join(' or ')}.\n\n`,
    table(['parameter', '', ''], parameters),
    ...body,
    ...Object.entries(operation.responses).flatMap(([status, answer]) =>
      answerOf(status, answer, components.schemas),
    ),
    `Problems: ${problemsOf(operation)}.\n\n`,
  ].join('')
}

function answerOf(status: string, answer: Answer, schemas: Schemas): string[] {
  if (answer.$ref !== undefined) return []
  const contents = Object.entries(answer.content ?? {})
  const told = cell(answer.description ?? '')
  if (contents.length === 0) return [`**${status}** ${told}\n\n`]
  return contents.map(
    ([type, content]) => `**${status}** \`${type}\` ${told}\n\n${contentOf(content, schemas)}`,
  )
}

const contentOf = ({ schema, example: shown }: Content, schemas: Schemas): string =>
  (shown === undefined ? '' : example(shown)) + fieldTable(schema ?? {}, schemas)

const problemsOf = ({ responses }: RestOperation): string =>
  Object.entries(responses)
    .filter(([, { $ref }]) => $ref !== undefined)
    .map(([status]) => status)
    .join(', ')
