import { useCallback, useEffect, useRef, useState } from 'react'

import type { OwnPhoto } from '@kindred/client'

import { useClient } from '../../app/session.js'
import { reportProgress } from '../../app/upload-fetch.js'
import { shrink } from './shrink.js'
import type { Upload } from './tiles.js'

/** Sends pictures one after another; `onStored` hears of each that arrived and is waited for. */
export function useUploads(onStored: (photo: OwnPhoto) => Promise<void>) {
  const client = useClient()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const line = useRef(Promise.resolve())
  const running = useRef(new Set<AbortController>())
  const change = useCallback((key: string, part: Partial<Upload>) => {
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...part } : upload)))
  }, [])
  const drop = useCallback((upload: Upload) => {
    URL.revokeObjectURL(upload.preview)
    setUploads((all) => all.filter(({ key }) => key !== upload.key))
  }, [])
  useEffect(() => {
    const controllers = running.current
    return () => controllers.forEach((controller) => controller.abort())
  }, [])

  const send = async (upload: Upload): Promise<void> => {
    const controller = new AbortController()
    const { signal } = controller
    running.current.add(controller)
    reportProgress(signal, (progress) => change(upload.key, { progress }))
    try {
      await onStored(await client.uploadPhoto(await shrink(upload.file), { signal, idempotencyKey: upload.key }))
      drop(upload)
    } catch (failure) {
      change(upload.key, { failure })
    } finally {
      running.current.delete(controller)
    }
  }
  const enqueue = (upload: Upload): void => {
    line.current = line.current.then(() => send(upload))
  }
  return {
    uploads,
    drop,
    add(files: readonly File[]) {
      const added = files.map((file): Upload => ({
        key: crypto.randomUUID(),
        file,
        preview: URL.createObjectURL(file),
        progress: 0,
        failure: undefined,
      }))
      setUploads((all) => [...all, ...added])
      added.forEach(enqueue)
    },
    retry(upload: Upload) {
      change(upload.key, { failure: undefined, progress: 0 })
      enqueue(upload)
    },
  }
}
