import 'reflect-metadata'

/**
 * Applies decorators, as a TypeScript compiler writes it out: those of the class, of the parameters of its constructor, and of its methods
 * and of their parameters, by name.
 */
export function decorate(target, { own = [], constructed = [], methods = {} }) {
  constructed.forEach((decorator, index) => decorator(target, undefined, index))
  for (const [name, { by, parameters = [] }] of Object.entries(methods)) {
    parameters.forEach((decorator, index) => decorator(target.prototype, name, index))
    Reflect.decorate(by, target.prototype, name, Object.getOwnPropertyDescriptor(target.prototype, name))
  }
  return Reflect.decorate(own, target)
}
