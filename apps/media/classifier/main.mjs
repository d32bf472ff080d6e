// A process of its own: looks at pictures and says how explicit they seem. It is forked by media, which sends decoded pixels,
// one picture at a time, and ends it when it takes too long; so it needs no limits of its own.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants, setPriority } from 'node:os'
import { dirname, sep } from 'node:path'

import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { loadGraphModel } from '@tensorflow/tfjs-converter'
import * as tf from '@tensorflow/tfjs-core'

const side = 224
/** What the model tells apart, in the order of its answer. */
const classes = ['drawing', 'hentai', 'neutral', 'porn', 'sexy']

// An upload that waits for its first answer matters more than a look at it.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
// Ctrl-C reaches the whole group; the end comes from the parent, in whatever way that ends.
process.on('SIGINT', () => undefined)
process.once('disconnect', () => process.exit())

const read = (name) => readFileSync(new URL(name, import.meta.url))
const weights = read('weights.bin')
const model = await load()
// The first answer of a fresh model takes longest: it is given to nobody.
await look(Buffer.alloc(side * side * 3))

process.on('message', async ({ id, pixels }) => {
  process.send({ id, score: await look(pixels) })
})
process.send({ ready: true })

async function load() {
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')
  tf.env().set('PROD', true)
  // One thread: the rest of the machine belongs to those who wait.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  setWasmPaths(dirname(wasm) + sep)
  await tf.setBackend('wasm')
  const { modelTopology, weightsManifest, userDefinedMetadata, format } = JSON.parse(read('model.json'))
  const weightSpecs = weightsManifest.flatMap((group) => group.weights)
  const weightData = weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength)
  return loadGraphModel({
    load: async () => ({ modelTopology, weightSpecs, weightData, userDefinedMetadata, format }),
  })
}

/** How likely the picture is explicit, 0 to 1. Skin at a beach is none of it. */
async function look(pixels) {
  const colours = Float32Array.from(pixels, (byte) => byte / 255)
  const answer = tf.tidy(() => model.predict(tf.tensor4d(colours, [1, side, side, 3])))
  const chances = await answer.data()
  answer.dispose()
  return chances[classes.indexOf('porn')] + chances[classes.indexOf('hentai')]
}
