/** What a draft lacks, for the form, Azerbaijani first. */
const words: Readonly<Record<string, readonly [string, string]>> = {
  measures: ['tədbirlər', 'measures'],
  registered: ['hədəf: qeydiyyat', 'target: registered'],
  placed: ['hədəf: işlə təminat', 'target: placed'],
  trained: ['hədəf: təlim', 'target: trained'],
  'self-employed': ['hədəf: özünüməşğulluq', 'target: self-employment'],
  'dost-centre': ['rəyə cavab: DOST mərkəzi', 'answer to: DOST centre'],
  'khazar-administration': ['rəyə cavab: Xəzər RİH', 'answer to: Khazar administration'],
  'pirallahi-administration': ['rəyə cavab: Pirallahı RİH', 'answer to: Pirallahi administration'],
}

const joined = (gaps: readonly string[], language: 0 | 1): string =>
  gaps.map((gap) => words[gap]?.[language] ?? gap).join('; ')

export const gapsInWords = (gaps: readonly string[]): string =>
  `Çatışmır: ${joined(gaps, 0)} / Missing: ${joined(gaps, 1)}`
