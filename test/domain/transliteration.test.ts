/** Names in the alphabet of bank files (domain/transliteration.ts). */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { transliterate } from '../../domain/transliteration.ts'

test.each([
  ['Əliyeva Gülşən Çingiz qızı', 'Eliyeva Gulsen Cingiz qizi'],
  ['İsmayılov Ömər Ağabəy oğlu', 'Ismayilov Omer Agabey oglu'],
  ['ŞƏRİFOVA-HÜSEYNLİ', 'SERIFOVA-HUSEYNLI'],
  ['Щербакова Юлия', 'Shcherbakova Iuliia'],
  ['D’Arc – Müller & Söhne', "D'Arc - Muller + Sohne"],
  ['  //Ağ//Şəhər/ ', 'Ag/Seher'],
  ['名前', '..'],
  ['', '.'],
])('%s becomes %s', (name, expected) => {
  expect(transliterate(name)).toBe(expected)
})

test('whatever is written, only the SWIFT character set comes out, and a second time changes nothing', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.integer({ min: 1, max: 140 }),
      (name, length) => {
        const result = transliterate(name, length)
        expect(result).toMatch(/^[A-Za-z0-9/\-?:().,'+ ]+$/)
        expect(result.length).toBeLessThanOrEqual(length)
        expect(result).not.toMatch(/^[/ ]|[/ ]$|\/\//)
        expect(transliterate(result, length)).toBe(result)
      },
    ),
  )
})
