/**
 * The kinds of family that have a right: each has low income and one of the reasons of docs/domain.md 1.5.
 * Years of birth stand in the middle of their range, so that the reason holds for some years around 2026.
 */
import type { Builder, NewPerson } from './draft.ts'
import type { Person } from './model.ts'
import type { Random } from './numbers.ts'

export type Family = (builder: Builder) => void

const sexOfChild = (random: Random) => (random.chance(50) ? 'male' : 'female')

function addChild(
  { add, random }: Builder,
  born: NewPerson['born'],
  study: NewPerson['study'] = 'none',
): Person {
  return add({ relation: 'child', sex: sexOfChild(random), born, study, ableToWork: false })
}

const smallChild = (builder: Builder) => addChild(builder, [2022, 2025])
const schoolChild = (builder: Builder) => addChild(builder, [2014, 2018], 'school')

/** One wage, and a mother who looks after a child under eight. */
export const parentsWithSmallChild: Family = (builder) => {
  const { add, earns, random } = builder
  const father = add({ relation: 'representative', sex: 'male', born: [1984, 1994], occupation: 'employed' })
  const mother = add({ relation: 'spouse', sex: 'female', born: [1988, 1998], occupation: 'not-registered' })
  mother.caresFor = smallChild(builder).fin
  schoolChild(builder)
  if (random.chance(40)) schoolChild(builder)
  earns(father, 'wage', random.between(345, 460) * 100)
  if (random.chance(20)) earns(father, 'subsidiary-plot', random.between(10, 40) * 100)
}

/** Two old people on small pensions. */
export const pensioners: Family = ({ add, earns, random }) => {
  const husband = add({ relation: 'representative', sex: 'male', born: [1945, 1955], ableToWork: false })
  const wife = add({ relation: 'spouse', sex: 'female', born: [1947, 1957], ableToWork: false })
  earns(husband, 'pension', random.between(210, 250) * 100)
  earns(wife, 'pension', random.between(180, 220) * 100)
}

/** A mother kept from work by a grown-up child with 81–100 % disability. */
export const carerOfDisabled: Family = (builder) => {
  const { add, disabled, earns, random } = builder
  const mother = add({
    relation: 'representative',
    sex: 'female',
    born: [1968, 1976],
    occupation: 'not-registered',
  })
  const cared = add({ relation: 'child', sex: sexOfChild(random), born: [1992, 2000], ableToWork: false })
  mother.caresFor = cared.fin
  disabled(cared, random.pick([81, 90, 100]))
  earns(cared, 'benefit', 300_00)
}

/** A widow who works, a student and a pupil. */
export const widowWithStudent: Family = (builder) => {
  const { add, earns, random } = builder
  const mother = add({
    relation: 'representative',
    sex: 'female',
    born: [1976, 1984],
    occupation: 'employed',
  })
  add({
    relation: 'child',
    sex: sexOfChild(random),
    born: [2006, 2007],
    study: 'full-time',
    occupation: 'not-registered',
  })
  schoolChild(builder)
  earns(mother, 'wage', random.between(345, 420) * 100)
  if (random.chance(30)) earns(mother, 'alimony', random.between(50, 90) * 100)
}

/** The father's factory closed: unemployment insurance, and small children. */
export const insuredUnemployed: Family = (builder) => {
  const { add, earns, random } = builder
  const father = add({
    relation: 'representative',
    sex: 'male',
    born: [1984, 1992],
    occupation: 'unemployment-insurance',
  })
  const mother = add({ relation: 'spouse', sex: 'female', born: [1988, 1996], occupation: 'not-registered' })
  mother.caresFor = smallChild(builder).fin
  schoolChild(builder)
  earns(father, 'benefit', random.between(200, 345) * 100)
}

/** The father is in prison; the mother looks after a small child. */
export const imprisonedFather: Family = (builder) => {
  const { add, draft, earns, random } = builder
  const mother = add({
    relation: 'representative',
    sex: 'female',
    born: [1988, 1997],
    occupation: 'not-registered',
  })
  const father = add({ relation: 'spouse', sex: 'male', born: [1984, 1993] })
  mother.caresFor = smallChild(builder).fin
  schoolChild(builder)
  father.absence = 'imprisoned'
  draft.held.population = draft.held.population.map((row) =>
    row.fin === father.fin ? { ...row, absence: 'imprisoned' } : row,
  )
  earns(mother, 'gift', random.between(20, 60) * 100)
}

/** Three generations on one set of meters. */
export const bigFamily: Family = (builder) => {
  const { add, earns, random } = builder
  const father = add({ relation: 'representative', sex: 'male', born: [1980, 1986], occupation: 'employed' })
  const mother = add({ relation: 'spouse', sex: 'female', born: [1984, 1990], occupation: 'not-registered' })
  mother.caresFor = smallChild(builder).fin
  for (let pupil = 0; pupil < random.between(3, 4); pupil += 1) schoolChild(builder)
  const grandmother = add({ relation: 'parent', sex: 'female', born: [1948, 1955], ableToWork: false })
  const grandfather = add({ relation: 'parent', sex: 'male', born: [1945, 1952], ableToWork: false })
  earns(father, 'wage', random.between(400, 700) * 100)
  earns(grandmother, 'pension', 220_00)
  earns(grandfather, 'pension', 240_00)
}

/** A disabled father, unable to work, and a mother with a small child. */
export const disabledFather: Family = (builder) => {
  const { add, disabled, earns, random } = builder
  const father = add({ relation: 'representative', sex: 'male', born: [1978, 1990], ableToWork: false })
  const mother = add({ relation: 'spouse', sex: 'female', born: [1986, 1996], occupation: 'not-registered' })
  mother.caresFor = smallChild(builder).fin
  schoolChild(builder)
  disabled(father, random.pick([61, 70, 80]))
  earns(father, 'pension', random.between(250, 300) * 100)
}

/** A couple who could work, do not, and have no reason of 1.5. */
export const withoutReason: Family = (builder) => {
  const { add, earns, random } = builder
  const man = add({
    relation: 'representative',
    sex: 'male',
    born: [1985, 1995],
    occupation: 'not-registered',
  })
  add({ relation: 'spouse', sex: 'female', born: [1987, 1997], occupation: 'not-registered' })
  earns(man, 'gift', random.between(40, 90) * 100)
}

/** What an ordinary case looks like, mixed. */
export const ordinaryFamilies = [
  parentsWithSmallChild,
  parentsWithSmallChild,
  pensioners,
  carerOfDisabled,
  widowWithStudent,
  disabledFather,
] as const
