/**
 * Reads a list of services (CSV, UTF-8, a header line): every row that holds is given, every other one is named with
 * its line and what is wrong. Next: adapters/postgres/service-catalogue.ts stores the good ones.
 */
import type { Readable } from 'node:stream'
import { parse, type CsvError, type InfoRecord } from 'csv-parse'
import { benefitRow } from '../../domain/benefit-kinds.ts'
import { Service } from '../../domain/service.ts'
import { createAjv, describeErrors } from '../ajv.ts'

/** Column of the list by field, in the order of the list that the office starts from. */
const columns = {
  code: 'code',
  codeOrigin: 'code_origin',
  group: 'group',
  nameAz: 'name_az',
  nameEn: 'name_en',
  responsibleBody: 'responsible_body',
  staffGroup: 'staff_group',
  termDays: 'term_days',
  termUnit: 'term_unit',
  process: 'process',
  benefit: 'benefit',
  benefitVariant: 'benefit_variant',
  confidence: 'confidence',
  source: 'source',
} as const satisfies Record<keyof Service, string>
const optional: readonly string[] = [
  'code_origin',
  'term_days',
  'term_unit',
  'process',
  'benefit',
  'benefit_variant',
  'confidence',
]

export interface RefusedRow {
  /** Line of the file on which the row ends, from 1; the header is the first. */
  readonly line: number
  readonly reasons: readonly string[]
}
export interface ServiceList {
  readonly services: readonly Service[]
  readonly refused: readonly RefusedRow[]
}

const checkService = createAjv().compile<Service>(Service)
const MAX_ROW = 20_000

/** Throws `RangeError` when the header lacks a column; everything else is said row by row. */
export async function readServiceList(csv: Readable): Promise<ServiceList> {
  const services = new Map<string, Service>()
  const refused: RefusedRow[] = []
  const parser = csv.pipe(
    parse({
      bom: true,
      columns: checkHeader,
      info: true,
      trim: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      max_record_size: MAX_ROW,
      on_skip: (error: CsvError | undefined) => {
        refused.push({ line: Number(error?.['lines'] ?? 0), reasons: [error?.message ?? 'is no row'] })
        return undefined
      },
    }),
  )
  // A failed source does not end the parser by itself.
  csv.once('error', (error) => parser.destroy(error))
  for await (const item of parser) {
    const { record, info } = item as { record: Readonly<Record<string, string>>; info: InfoRecord }
    const service = toService(record)
    const reasons = problemsOf(service, services)
    if (reasons.length === 0) services.set(service.code, service)
    else refused.push({ line: info.lines, reasons })
  }
  return { services: [...services.values()], refused: refused.toSorted((a, b) => a.line - b.line) }
}

function checkHeader(names: readonly string[]): string[] {
  const missing = Object.values(columns).filter((name) => !optional.includes(name) && !names.includes(name))
  if (missing.length > 0) throw new RangeError(`The list has no column ${missing.join(', ')}`)
  return [...names]
}

/** Columns of others are left alone; what is empty is not said. A list of the office itself needs no origin. */
function toService(record: Readonly<Record<string, string>>): Service {
  const said = Object.entries(columns).flatMap(([field, column]) => {
    const text = record[column] ?? ''
    if (text === '') return []
    return [[field, field === 'termDays' && /^\d{1,6}$/.test(text) ? Number(text) : text]]
  })
  // Checked against the schema before anybody relies on it.
  return { codeOrigin: 'office', confidence: 'confirmed', ...Object.fromEntries(said) } as Service
}

function problemsOf(service: Service, before: ReadonlyMap<string, Service>): readonly string[] {
  if (!checkService(service)) return describeErrors(checkService.errors)
  return [
    ...(before.has(service.code) ? [`the code ${service.code} stands in an earlier row`] : []),
    ...((service.termDays === undefined) === (service.termUnit === undefined)
      ? []
      : ['term_days and term_unit go together']),
    ...benefitProblems(service),
  ]
}

function benefitProblems({ process, benefit, benefitVariant }: Service): readonly string[] {
  if (benefit !== undefined && process !== 'benefit-assignment') {
    return ['benefit goes with the process benefit-assignment']
  }
  if (benefitVariant === undefined) return []
  const variants = benefit === undefined ? [] : benefitRow(benefit).variants
  return variants.includes(benefitVariant) ? [] : ['benefit_variant is no variant of the benefit']
}
