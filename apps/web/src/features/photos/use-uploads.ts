import { useCallback, useEffect, useRef, useState } from 'react'

import type { OwnPhoto } from '@kindred/client'

import { useClient } from '../../ground/session/session.js'
import { reportProgress } from '../../ground/session/upload-fetch.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { useToast } from '../../kit/toast.js'
import { mayBePicture, photoRefusalKey } from './photo-failure.js'
import { shrink } from './shrink.js'
import type { Upload } from './tiles.js'

/** Sends pictures one after another, each followed by `onStored`. A refused one is reported in a toast and dropped. */
export function useUploads(onStored: (photo: OwnPhoto) => Promise<void>) {
  const client = useClient()
  const { t } = useI18n()
  const toast = useToast()
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
      await onStored(
        await client.uploadPhoto(await shrink(upload.file), { signal, idempotencyKey: upload.key }),
      )
      drop(upload)
    } catch (failure) {
      const refusal = photoRefusalKey(failure)
      if (refusal === undefined) return change(upload.key, { failure })
      drop(upload)
      toast(t(refusal))
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
      const pictures = files.filter(mayBePicture)
      if (pictures.length < files.length) toast(t('photos-error-kind'))
      const added = pictures.map(uploadOf)
      setUploads((all) => [...all, ...added])
      added.forEach(enqueue)
    },
    retry(upload: Upload) {
      change(upload.key, { failure: undefined, progress: 0 })
      enqueue(upload)
    },
  }
}

function uploadOf(file: File): Upload {
  const preview = URL.createObjectURL(file)
  return { key: preview, file, preview, progress: 0, failure: undefined }
}
