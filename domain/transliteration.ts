/**
 * Names for bank files: the SWIFT character set knows no Azerbaijani, Russian or accented letters.
 * One letter for one letter where a passport's machine-readable line does the same (ə → e, ş → s, ç → c,
 * ğ → g, ı → i, ö → o, ü → u), so that a name keeps its length and the bank's own spelling is met most often.
 */

const letters: Readonly<Record<string, string>> = {
  ə: 'e',
  ş: 's',
  ç: 'c',
  ğ: 'g',
  ı: 'i',
  ö: 'o',
  ü: 'u',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  å: 'a',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  // Russian, by the rule of ICAO 9303 that passports follow.
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: 'ie',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  // Signs that people type for those the set has.
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '`': "'",
  '–': '-',
  '—': '-',
  '‐': '-',
  '&': '+',
  _: '-',
}

/** The SWIFT character set, and what lies outside of it. */
const allowed = /^[A-Za-z0-9/\-?:().,'+ ]$/
const foreign = /[^A-Za-z0-9/\-?:().,'+ ]/gu

function transliterateLetter(letter: string): string {
  if (allowed.test(letter)) return letter
  const lower = letter.toLowerCase()
  const known = letters[letter] ?? letters[lower]
  if (known !== undefined) {
    return letter === lower ? known : known.charAt(0).toUpperCase() + known.slice(1)
  }
  const base = letter.normalize('NFD').charAt(0)
  if (base !== letter) return transliterateLetter(base)
  return /\s/.test(letter) ? ' ' : '.'
}

/** The letters of the table, both cases, found at once: a month has ten million of them. */
const common = new Map(
  Object.keys(letters)
    .flatMap((letter) => [letter, letter.toUpperCase()])
    .filter((letter) => letter.length === 1)
    .map((letter) => [letter, transliterateLetter(letter)]),
)
const writeLetter = (letter: string): string => common.get(letter) ?? transliterateLetter(letter)

/** Spaces at the ends or in a row, and the slashes that the set forbids there. */
const untidy = /^[/ ]|[/ ]$| {2}|\/\//
const trimmed = (value: string): string => value.trim().replace(/^[/ ]+|[/ ]+$/g, '')

/**
 * Text in the SWIFT character set `a-z A-Z 0-9 / - ? : ( ) . , ' +` and space, at most `maxLength` characters.
 * What has no counterpart becomes a full stop; slashes at the ends and in pairs, which the set forbids, go.
 * Never empty: a name of which nothing remains is `.`.
 */
export function transliterate(text: string, maxLength = 140): string {
  const written = text.search(foreign) < 0 ? text : text.normalize('NFC').replace(foreign, writeLetter)
  if (written.length <= maxLength && written !== '' && !untidy.test(written)) return written
  const result = trimmed(trimmed(written.replace(/ +/g, ' ').replace(/\/{2,}/g, '/')).slice(0, maxLength))
  return result === '' ? '.' : result
}
