/**
 * Searches over the engine's own records, as its exporter writes them to OpenSearch (`zeebe-record_*`). Keys are
 * 64-bit: numbers beyond 2^53 come back as text, so that no digit is lost. Every call has a time limit.
 */
import { isLosslessNumber, parse } from 'lossless-json'
import { RetryableError } from '../../domain/errors.ts'
import type { Config } from '../config.ts'
import { call } from '../http/call.ts'

export type RecordStoreSettings = Pick<
  Config,
  'OPENSEARCH_URL' | 'OPENSEARCH_USER' | 'OPENSEARCH_PASSWORD' | 'ZEEBE_RECORD_PREFIX'
>

export interface EngineRecord {
  readonly key: string
  readonly intent: string
  readonly timestamp: number
  readonly position: string
  readonly value: Readonly<Record<string, unknown>>
}

export interface RecordStore {
  /**
   * All events of a value type (`user-task`, `process-instance`, …) that fit the query, oldest first; of their values
   * only these fields when some are named: a form or a diagram is large, and may hold what nobody asked for.
   * An index appears with its first record: until then nothing is found.
   * @throws RetryableError when the store does not answer in time
   */
  events(valueType: string, query: object, fields?: readonly string[]): Promise<readonly EngineRecord[]>
  /** Events of a value type that fit the query, from an instant in milliseconds on: oldest first, a page at a time. */
  pagesFrom(valueType: string, query: object, instant: number): AsyncIterable<readonly EngineRecord[]>
}

const LIMIT_MS = 10_000
const PAGE = 5_000
/** Larger than a page of the largest records can be. */
const LARGEST_PAGE_BYTES = 200_000_000

const headFields = ['key', 'intent', 'timestamp', 'position']

interface Answer {
  readonly hits: { readonly hits: readonly { readonly _source: Source; readonly sort: readonly unknown[] }[] }
}
interface Source {
  readonly key: unknown
  readonly intent: string
  readonly timestamp: unknown
  readonly position: unknown
  readonly value: Readonly<Record<string, unknown>>
}

export function createRecordStore(settings: RecordStoreSettings): RecordStore {
  const { OPENSEARCH_USER: user, OPENSEARCH_PASSWORD: password } = settings
  const base = settings.OPENSEARCH_URL.replace(/\/$/, '')
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (user !== undefined && password !== undefined) {
    headers['authorization'] = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  }

  async function search(index: string, body: object): Promise<Answer> {
    const url = `${base}/${index}/_search?ignore_unavailable=true&allow_no_indices=true`
    const { status, text } = await call({
      target: "The engine's record store",
      url,
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      timeoutMs: LIMIT_MS,
      maxAnswerBytes: LARGEST_PAGE_BYTES,
    })
    if (status === 200) return readJson(text) as Answer
    throw new RetryableError(`The engine's record store answered ${status}: ${text.slice(0, 300)}`)
  }

  return {
    pagesFrom: async function* (valueType, query, instant) {
      let after: readonly unknown[] | undefined
      for (;;) {
        const { hits } = await search(`${settings.ZEEBE_RECORD_PREFIX}_${valueType}_*`, {
          size: PAGE,
          query: {
            bool: {
              filter: [{ term: { recordType: 'EVENT' } }, { range: { timestamp: { gte: instant } } }, query],
            },
          },
          sort: [
            { timestamp: { order: 'asc', unmapped_type: 'long' } },
            { position: { order: 'asc', unmapped_type: 'long' } },
            { partitionId: { order: 'asc', unmapped_type: 'integer' } },
          ],
          ...(after === undefined ? {} : { search_after: after }),
        })
        if (hits.hits.length > 0) yield hits.hits.map(({ _source }) => toRecord(_source))
        after = hits.hits.at(-1)?.sort
        if (hits.hits.length < PAGE) return
      }
    },

    events: async (valueType, query, fields) => {
      const index = `${settings.ZEEBE_RECORD_PREFIX}_${valueType}_*`
      const filtered = { bool: { filter: [{ term: { recordType: 'EVENT' } }, query] } }
      const found: EngineRecord[] = []
      let after: readonly unknown[] | undefined
      for (;;) {
        const { hits } = await search(index, {
          size: PAGE,
          ...(fields === undefined
            ? {}
            : { _source: [...headFields, ...fields.map((field) => `value.${field}`)] }),
          query: filtered,
          // Positions count per partition; an instance lives on one.
          sort: [
            { position: { order: 'asc', unmapped_type: 'long' } },
            { partitionId: { order: 'asc', unmapped_type: 'integer' } },
          ],
          ...(after === undefined ? {} : { search_after: after }),
        })
        found.push(...hits.hits.map(({ _source }) => toRecord(_source)))
        after = hits.hits.at(-1)?.sort
        if (hits.hits.length < PAGE) return found
      }
    },
  }
}

const toRecord = ({ key, intent, timestamp, position, value }: Source): EngineRecord => ({
  key: String(key),
  intent,
  timestamp: Number(timestamp),
  position: String(position),
  value,
})

/** Numbers that JavaScript holds exactly stay numbers, the others become their digits. */
export function readJson(text: string): unknown {
  return parse(text, (_name, value) => {
    if (!isLosslessNumber(value)) return value
    const number = Number(value.value)
    return Number.isInteger(number) && !Number.isSafeInteger(number) ? value.value : number
  })
}
