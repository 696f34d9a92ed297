/** A decision table as a page of HTML that fits a screen: for each rule what it asks, what it gives, and the law. */
import type { DecisionTable } from './read-decision.ts'

const style = `
  body { margin: 24px; font: 15px/1.45 'Noto Sans', 'DejaVu Sans', Arial, sans-serif; color: #222 }
  table { border-collapse: collapse; width: 1900px; background: white }
  caption { text-align: left; font-size: 22px; font-weight: bold; padding: 10px; background: white }
  th, td { border: 1px solid #999; padding: 8px 12px; vertical-align: top; text-align: left }
  th { background: #eef2f7; font-weight: 600 }
  th.result { background: #e5f2e8 }
  code { font: 13px/1.5 'DejaVu Sans Mono', monospace }
  .number { width: 24px } .asks { width: 640px } .note { width: 460px }`

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const code = (text: string) => `<code>${escape(text)}</code>`

export function decisionPage({ id, hitPolicy, inputs, outputs, rules }: DecisionTable): string {
  const head = [
    '<th class="number"></th><th class="asks">When</th>',
    ...outputs.map((name) => `<th class="result">${escape(name)}</th>`),
    '<th class="note">Why</th>',
  ]
  const rows = rules.map(({ conditions, results, note }, index) => {
    const asks = conditions.flatMap((condition, column) => {
      const input = inputs[column]
      if (condition === '' || input === undefined) return []
      const asked = condition === 'true' ? '' : /^[<>=]/.test(condition) ? condition : `= ${condition}`
      return [`${escape(input.label)}<br>${code(`${input.expression} ${asked}`)}`]
    })
    return [
      `<td>${String(index + 1)}</td><td>${asks.join('<br>')}</td>`,
      ...results.map((text) => `<td>${code(text)}</td>`),
      `<td>${escape(note)}</td>`,
    ].join('')
  })
  return `<style>${style}</style><table><caption>${escape(id)} (${escape(hitPolicy)}: ${hitPolicy === 'FIRST' ? 'the first rule that hits' : 'every rule that hits'})</caption>
    <tr>${head.join('')}</tr>${rows.map((row) => `<tr>${row}</tr>`).join('')}</table>`
}
