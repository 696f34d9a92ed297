/** Plain text building, so that a statement of a million payments takes seconds. */
import { formatManat } from '../../../domain/money.ts'

const escape = (value: string): string =>
  /[&<>]/.test(value) ? value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : value
/** An element of elements. */
export const el = (name: string, ...children: readonly string[]): string =>
  `<${name}>${children.join('')}</${name}>`
/** An element of text. */
export const text = (name: string, value: string): string => `<${name}>${escape(value)}</${name}>`
export const amount = (name: string, currency: string, qepik: number): string =>
  `<${name} Ccy="${escape(currency)}">${formatManat(qepik)}</${name}>`
export const iban = (name: string, value: string): string =>
  `<${name}><Id><IBAN>${escape(value)}</IBAN></Id></${name}>`

/** Begin of a message of the ISO 20022 schema; ends with `</Document>`. */
export const documentStart = (message: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${message}">`
