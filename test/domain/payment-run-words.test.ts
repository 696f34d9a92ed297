/** What maker and checker read in Tasklist adds up, and says why. */
import { expect, test } from 'vitest'
import { groupedManat, tellProgress, tellTotals } from '../../domain/payment-run-words.ts'
import type { RunCheck } from '../../domain/payment-run.ts'

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [99_950, '999.50'],
  [100_000, '1 000.00'],
  [120_451_250, '1 204 512.50'],
  [-70_000_000, '-700 000.00'],
])('%i qəpik are %s manat', (qepik, text) => {
  expect(groupedManat(qepik)).toBe(text)
})

const none = { count: 0, sumQepik: 0 }
const check: RunCheck = {
  total: { count: 10, sumQepik: 7_350_00 },
  bySettlement: [
    { settlement: 'Şüvəlan', count: 9, sumQepik: 6_650_00 },
    { settlement: '', count: 1, sumQepik: 700_00 },
  ],
  differences: {
    before: { count: 10, sumQepik: 7_000_00 },
    new: { count: 2, sumQepik: 1_400_00 },
    ended: { count: 1, sumQepik: 700_00 },
    suspended: { count: 1, sumQepik: 700_00 },
    changed: { count: 1, sumQepik: -50_00 },
    arrears: { count: 1, sumQepik: 700_00 },
    arrearsBefore: none,
    additions: none,
    additionsBefore: none,
    deductions: { count: 1, sumQepik: 300_00 },
    deductionsBefore: none,
    unexplained: none,
    now: { count: 10, sumQepik: 7_350_00 },
  },
  held: [{ reason: 'same-account and stop-order', count: 1, sumQepik: 700_00 }],
  fundsShortQepik: 1_234_56,
  thirdSignatureNeeded: false,
}

test('the differences lead from last month to this one, line by line', () => {
  const { differences } = tellTotals({ period: '2027-01', payDay: '2027-01-28' }, check)
  const qepik = differences.map(({ sum }) => Number(sum.replaceAll(/[ .]/g, '')))
  const thisMonth = qepik.pop()
  expect(qepik.reduce((total, sum) => total + sum, 0)).toBe(thisMonth)
  expect(differences.map(({ sum }) => sum)).toEqual([
    '7 000.00',
    '+1 400.00',
    '-700.00',
    '-700.00',
    '-50.00',
    '+700.00',
    '-300.00',
    '7 350.00',
  ])
})

test('what is held is said with its reasons, and what is short with its sum', () => {
  const { held, fundsShort, bySettlement } = tellTotals({ period: '2027-01', payDay: '2027-01-28' }, check)
  expect(held).toEqual([
    {
      what: 'Bir hesaba iki ödəniş / Two payments to one account; Dayandırma göstərişi / Stop order',
      count: 1,
      sum: '700.00',
    },
  ])
  expect(fundsShort).toBe('1 234.56')
  expect(bySettlement.at(-1)?.what).toBe('Bilinmir / Unknown')
  expect(tellTotals({ period: '', payDay: '' }, { ...check, fundsShortQepik: 0 }).fundsShort).toBeNull()
})

test('files that did not go out are counted', () => {
  const file = { id: '', number: 1, messageId: '', orderCount: 1, controlSumQepik: 1, answeredCount: 0 }
  const rest = { sha256: undefined, signature: undefined, byteCount: undefined }
  const files = (['sent', 'written', 'refused'] as const).map((state, index) => ({
    ...file,
    ...rest,
    fileNumber: index + 1,
    state,
  }))
  const orders = [{ state: 'settled', count: 2, sumQepik: 1_400_00 }]
  // Only the run's own figures are told, so the run itself is left out.
  const told = tellProgress({ orders, files, openExceptions: 3 })
  expect(told).toEqual({
    lines: [{ what: 'Ödənilib / Paid', count: 2, sum: '1 400.00' }],
    openExceptions: 3,
    unsentFiles: 2,
  })
})
