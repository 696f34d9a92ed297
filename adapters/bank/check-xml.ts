/**
 * Checks a document against one of the ISO 20022 schemas kept in `xsd/`. Used on every payment file
 * before it is kept, so that the bank never sees one that it must refuse for its form.
 */
import { readFileSync } from 'node:fs'
import { ParseOption, XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm'

export type MessageSchema = 'pain.001.001.09' | 'pain.002.001.12' | 'camt.053.001.02' | 'camt.053.001.08'

export interface XmlProblem {
  readonly line: number
  readonly column: number
  readonly message: string
}

/** A schema takes some milliseconds to compile and is used for every file of the process's life. */
const validators = new Map<MessageSchema, XsdValidator>()

function validatorOf(schema: MessageSchema): XsdValidator {
  const known = validators.get(schema)
  if (known !== undefined) return known
  const definition = XmlDocument.fromBuffer(readFileSync(new URL(`xsd/${schema}.xsd`, import.meta.url)))
  try {
    const validator = XsdValidator.fromDoc(definition)
    validators.set(schema, validator)
    return validator
  } finally {
    definition.dispose()
  }
}

/**
 * @returns what is wrong, in the order of the document; empty when it is well-formed and valid.
 * The values of a faulty element appear in the messages: keep them out of logs.
 */
export function checkXml(xml: string, schema: MessageSchema): readonly XmlProblem[] {
  let document: XmlDocument | undefined
  try {
    document = XmlDocument.fromString(xml, {
      option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE,
    })
    validatorOf(schema).validate(document)
    return []
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error
    return error.details.map(({ line, col, message }) => ({ line, column: col, message: message.trim() }))
  } finally {
    document?.dispose()
  }
}
