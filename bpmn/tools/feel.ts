/**
 * Which variables a FEEL expression reads. Enough of the language for what stands in the diagrams, decisions
 * and forms of this project: names, paths, literals, contexts, conditions and function calls.
 */
const keywords = new Set(
  'if then else null true false and or not in between some every satisfies for return function'.split(' '),
)
/** Functions of FEEL whose names have spaces; the words are no variables. */
const spaced = /\b(?:date and time|years and months duration|string length|list contains)(?=\s*\()/g

/** @returns the names at the root of every path, once each, in the order of reading */
export function variablesRead(expression: string): readonly string[] {
  const text = expression
    .replace(/^=/, '')
    .replace(/"[^"]*"/g, '""')
    .replace(spaced, 'call')
  const names = [...text.matchAll(/(?<![.\w])([A-Za-z_]\w*)(\s*[(:])?/g)]
    .filter(([, name, after]) => after === undefined && !keywords.has(name ?? ''))
    .map(([, name]) => name ?? '')
  return [...new Set(names)]
}

/** The variable an expression consists of and nothing else: `=facts` gives `facts`. */
export const soleVariable = (expression: string): string | undefined =>
  /^=\s*([A-Za-z_]\w*)\s*$/.exec(expression)?.[1]

/** Properties read of a variable, e.g. of `facts` in `facts.a > facts.b`. */
export const propertiesRead = (expression: string, variable: string): readonly string[] => [
  ...new Set(
    [
      ...expression.replace(/"[^"]*"/g, '""').matchAll(new RegExp(`(?<![.\\w])${variable}\\.(\\w+)`, 'g')),
    ].map(([, name]) => name ?? ''),
  ),
]

/** Every expression inside the text of a form: `{{…}}`. */
export const templateExpressions = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{([^}]*)\}\}/g)].map(([, expression]) => expression ?? '')
