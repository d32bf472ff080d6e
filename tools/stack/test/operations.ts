/** A field of a request as /openapi.json describes it. */
interface Parameter {
  readonly name?: string
  readonly in?: 'path' | 'query' | 'header'
  readonly schema?: { readonly type?: string; readonly format?: string }
  readonly example?: unknown
}

interface Described {
  readonly operationId: string
  readonly description: string
  readonly security: readonly unknown[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: {
    readonly content: Record<string, { readonly schema: BodySchema; readonly example?: object }>
  }
}

interface BodySchema {
  readonly properties?: Readonly<Record<string, unknown>>
  readonly required?: readonly string[]
}

/** What a failure of an operation is made of. */
export interface Operation {
  readonly id: string
  readonly verb: string
  readonly template: string
  readonly isSecured: boolean
  /** Only the bot may call it. */
  readonly isForBot: boolean
  readonly takesJson: boolean
  readonly takesForm: boolean
  readonly bodyFields: readonly string[]
  readonly requiredFields: readonly string[]
  readonly query: readonly Parameter[]
  readonly path: readonly Parameter[]
  /** A path and a body that the contract calls valid. */
  readonly example: { readonly path: string; readonly body: object | undefined }
  /** Codes that the operation's description promises. */
  readonly promises: readonly string[]
}

/** Every operation of the running system's own document. */
export async function readOperations(url: string): Promise<Operation[]> {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Described>>
  }
  return Object.entries(document.paths).flatMap(([template, verbs]) =>
    Object.entries(verbs).map(([verb, described]) => operationOf(verb.toUpperCase(), template, described)),
  )
}

function operationOf(verb: string, template: string, described: Described): Operation {
  const { content = {} } = described.requestBody ?? {}
  const json = content['application/json']
  const parameters = described.parameters ?? []
  const path = parameters.filter((parameter) => parameter.in === 'path')
  return {
    id: described.operationId,
    verb,
    template,
    isSecured: described.security.length > 0,
    isForBot: JSON.stringify(described.security).includes('botCredential'),
    takesJson: json !== undefined,
    takesForm: content['multipart/form-data'] !== undefined,
    bodyFields: Object.keys(json?.schema.properties ?? {}),
    requiredFields: json?.schema.required ?? [],
    query: parameters.filter((parameter) => parameter.in === 'query'),
    path,
    example: { path: fillPath(template, path), body: json?.example },
    promises: promisesIn(described.description),
  }
}

const fillPath = (template: string, parameters: readonly Parameter[]): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    String(parameters.find((parameter) => parameter.name === name)?.example ?? ''),
  )

/** `Errors: A_B, C_D.` at the end of a description. */
function promisesIn(description: string): string[] {
  const [, promised = ''] = /Errors: (.*)$/s.exec(description) ?? []
  return promised.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? []
}
