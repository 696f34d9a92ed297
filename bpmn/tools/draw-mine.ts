/**
 * `npm run diagrams`: draws every diagram as SVG and PNG, and every decision table as PNG, into docs/diagrams.
 * The pictures come from the same library that Camunda Modeler draws with, in Chromium without a window.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { loadSources, readBundle } from './bundle.ts'
import { decisionPage } from './decision-page.ts'

const TARGET = 'docs/diagrams'

const help = `Draws bpmn/*.bpmn and bpmn/decisions/*.dmn into ${TARGET} (SVG and PNG).

  npm run diagrams

Needs Chromium: apt-get install chromium, or name another with CHROMIUM_PATH.`

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(help)
    return
  }
  await mkdir(TARGET, { recursive: true })
  const sources = await loadSources()
  const { decisions } = await readBundle(sources)
  const browser = await openBrowser()
  try {
    const page = await pageWithViewer(browser)
    for (const [path, xml] of Object.entries(sources.files)) {
      if (path.endsWith('.bpmn') && path.includes('/asset-')) await drawDiagram(browser, page, basename(path, '.bpmn'), xml)
    }
    for (const table of decisions) if (table.id.startsWith('asset-')) await shoot(browser, table.id, decisionPage(table))
  } finally {
    await browser.close()
  }
}

async function pageWithViewer(browser: Browser): Promise<Page> {
  const page = await browser.newPage()
  await page.setContent('<div id="canvas" style="width: 3000px; height: 1500px"></div>')
  const viewer = dirname(createRequire(import.meta.url).resolve('bpmn-js/package.json'))
  await page.addScriptTag({ path: join(viewer, 'dist/bpmn-viewer.production.min.js') })
  return page
}

async function drawDiagram(browser: Browser, page: Page, name: string, xml: string): Promise<void> {
  const drawn = await page.evaluate(drawInPage, xml)
  const svg = withStableIds(drawn)
  await writeFile(join(TARGET, `${name}.svg`), svg)
  // The head of a saved SVG (declaration, comment) is not for a page.
  await shoot(browser, name, `<style>body { margin: 0 }</style>${svg.slice(svg.indexOf('<svg'))}`)
}

/** Runs in the browser, where the viewer is a global. */
async function drawInPage(xml: string): Promise<string> {
  const viewer = new BpmnJS({ container: '#canvas' })
  const { warnings } = await viewer.importXML(xml)
  if (warnings.length > 0) throw new Error(warnings.join('; '))
  const { svg } = await viewer.saveSVG()
  viewer.destroy()
  return svg
}

/** Markers get new names at every drawing; numbered in order, a diagram that did not change draws the same file. */
function withStableIds(svg: string): string {
  const names = [...new Set([...svg.matchAll(/id="(marker-[^"]+)"/g)].map(([, id]) => id ?? ''))]
  return names.reduce((text, name, index) => text.replaceAll(name, `arrow-${index}-`), svg)
}

async function shoot(browser: Browser, name: string, html: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 2700, height: 1000 } })
  await page.setContent(`<!doctype html><meta charset="utf-8">${html}`)
  await page
    .locator('svg, table')
    .first()
    .screenshot({ path: join(TARGET, `${name}.png`) })
  await page.close()
  console.log(`${TARGET}/${name}.png`)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
