import AjvCompiler from '@fastify/ajv-compiler'
import type { FastifyServerOptions } from 'fastify'

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>
type BuildValidator = NonNullable<Compilers['buildValidator']>

/** What Ajv makes of a schema. */
interface Check {
  (data: unknown): unknown
  errors?: unknown
}
type Compile = (route: unknown) => Check
type Build = (externalSchemas: unknown, options: unknown) => Compile

const build = AjvCompiler() as Build

/**
 * Fastify's own compiler of schemas, which waits for a route's first request: compiling all of them takes a quarter of a second of the
 * gateway's start.
 */
export const lateValidators = ((externalSchemas, options) => {
  const compile = build(externalSchemas, options)
  return (route) => late(() => compile(route))
}) satisfies Build as BuildValidator

function late(compile: () => Check): Check {
  let compiled: Check | undefined
  // Fastify reads the errors of the function that it called.
  const check: Check = (data) => {
    compiled ??= compile()
    const answer = compiled(data)
    check.errors = compiled.errors
    return answer
  }
  return check
}
