// Reports as pages, in a browser: node check.mjs TOOLS PAGE.html... TOOLS is a folder with node_modules (see
// package.json). Says what is wrong, page by page, and ends with 1 when anything is.
//
//   console     no error and no warning
//   network     nothing is asked for but the page itself; there are no scripts
//   widths      nothing is wider than a telephone, a tablet, a desk; the text has most of the desk
//   links       every place that is led to is there, once; unfolding works, also by keyboard
//   numbers     every number of a table leads to where it comes from, or its table to how they were made; those of tables
//               with sources beside them are there already
//   axe         no serious or critical finding, light and dark, folded and unfolded
//   validator   no error
//   size        below 300 kB, with draws 350 kB, but for the page whose names are 10 000 letters long
//   print       on A4 every row of every table is whole, on one page, within the paper
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Browser } from './browser.mjs'

const [tools, ...paths] = process.argv.slice(2)
const require = createRequire(join(resolve(tools), 'package.json'))
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const { HtmlValidate } = require('html-validate')

const WIDTHS = [360, 768, 1280]
const DESK_TEXT = 800 // of the last of them
const LONG_ROW = 2000, MANY_SHEETS = 80
const LARGEST = 300000, LARGEST_DRAWN = 350000 // bytes; draws have tables and charts of their own
const EVERY = 12 // of the entries are looked at by axe, unfolded: there are hundreds, all alike

const faults = []
const fault = (page, what, text) => faults.push(`${page}: ${what}: ${text}`)

// --- the validator ---------------------------------------------------------------------------

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    'valid-id': ['error', { relaxed: true }], // a figure's id is its name: kommun/5y/resultat
    'no-trailing-whitespace': 'off', // a matter of taste, in texts that users wrote
    'long-title': 'off', // the study's title is its author's
    'prefer-native-element': ['error', { mapping: {} }],
    'no-inline-style': 'error',
    'no-implicit-close': 'off', // end tags that may be left out are: a page has thousands of them
    'attr-quotes': 'off'
  }
})

async function validate(name, html) {
  const { results } = await validator.validateString(html)
  for (const { line, column, message, ruleId } of results.flatMap(r => r.messages).slice(0, 10)) {
    fault(name, 'validator', `line ${line}:${column}: ${message} (${ruleId})`)
  }
}

// --- in the browser --------------------------------------------------------------------------

async function widths(page, name) {
  for (const width of WIDTHS) {
    await page.size(width)
    const wide = await page.run('document.documentElement.scrollWidth')
    if (wide > width) fault(name, 'widths', `${wide} pixels wide where there are ${width}`)
  }
  const text = await page.run("document.querySelector('main').getBoundingClientRect().width")
  if (text < DESK_TEXT) fault(name, 'widths', `the text is ${text} pixels wide on a desk`)
}

const LINKS = `(() => {
  const ids = new Map(), wrong = []
  for (const e of document.querySelectorAll('[id]')) ids.set(e.id, (ids.get(e.id) ?? 0) + 1)
  for (const [id, n] of ids) if (n > 1) wrong.push('the id ' + id + ' ' + n + ' times')
  for (const a of document.querySelectorAll('a[href]')) {
    const href = a.getAttribute('href')
    if (href.startsWith('#') ? !ids.has(href.slice(1)) : !/^https?:[/][/]/.test(href)) wrong.push('a link to ' + href)
  }
  if (/[\\u202a-\\u202e]/.test(document.documentElement.textContent)) wrong.push('a mark that turns what follows')
  if (document.querySelector('script, [onclick], [onload], iframe, object, embed, link')) wrong.push('something that runs or is fetched')
  return wrong
})()`

const NUMBERS = `(() => {
  const number = /^[+\\u2212]?[0-9\\u202f\\u00a0 ]+([,.][0-9]+)?([\\u00a0 ]?(%|år|mån|years?|mo))?$/, wrong = []
  if (!document.querySelector('#origins')) return wrong
  for (const table of document.querySelectorAll('main table')) {
    const section = table.closest('section').id
    if (/^(origins|assumptions|prices|rules|intervention)/.test(section)) continue
    if (table.closest('.s').nextElementSibling?.querySelector('a[href^="#b"]')) continue
    for (const cell of table.querySelectorAll('td')) {
      const text = cell.textContent.trim()
      if (number.test(text) && text !== '0' && !cell.querySelector('a')) wrong.push(section + ': ' + text)
    }
  }
  return wrong.slice(0, 10)
})()`

// A number in a table leads to its entry, whose parts are then seen; what is led to from within is found too.
const UNFOLD = `(async () => {
  const target = a => document.getElementById(a.getAttribute('href').slice(1))
  const link = [...document.querySelectorAll('main td a[href^="#"]')].find(a => target(a)?.querySelector('ul'))
  if (link === undefined) return document.querySelector('#origins') ? 'no number leads to its origin' : ''
  link.click()
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  const entry = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  const top = entry.getBoundingClientRect().top
  if (top < 0 || top > innerHeight) return entry.id + ' is not where one is led to'
  return entry.querySelector('ul').checkVisibility() ? '' : entry.id + ' stays folded'
})()`

async function keyboard(page, name) {
  const inside = 'document.activeElement'
  await page.run('window.focus(); scrollTo(0, 0); location.hash = ""')
  await page.key('Tab')
  const first = await page.run(`${inside}.className`)
  if (first !== 'skip') fault(name, 'keyboard', `the first stop is '${first}', not the way past the contents`)
  const seen = await page.run(`(r => r.left >= 0 && r.top >= 0 && r.width > 0)(${inside}.getBoundingClientRect())`)
  if (!seen) fault(name, 'keyboard', 'the first stop is not seen')
  const opened = await page.run(`(() => {
    const s = document.querySelector('#origins summary')
    if (s) s.focus()
    return s === null
  })()`)
  if (opened) return
  await page.key('Enter')
  if (!await page.run(`${inside}.parentElement.open`)) fault(name, 'keyboard', 'an entry does not unfold by Enter')
}

const AXE = rules => `axe.run(document, { resultTypes: ['violations']${rules} }).then(r => r.violations
  .filter(v => ['serious', 'critical'].includes(v.impact))
  .map(v => v.id + ': ' + v.help + ' (' + v.nodes.length + '), as ' + v.nodes[0].html.slice(0, 160) + ' ' + (v.nodes[0].failureSummary ?? '')))`

async function accessible(page, name) {
  await page.run(`document.querySelectorAll('#origins > details').forEach((d, i) => { if (i % ${EVERY} > 0) d.remove() })
    document.querySelectorAll('details').forEach(d => { d.open = true })
    document.head.append(Object.assign(document.createElement('style'), { textContent: '.s { background: none !important }' }))`) // axe tells nothing of text on a gradient
  await page.run(axe)
  for (const [scheme, width, rules] of [['light', 1280, ''], ['dark', 1280, ", runOnly: ['color-contrast']"], ['light', 360, ", runOnly: ['color-contrast', 'scrollable-region-focusable', 'target-size']"]]) {
    await page.scheme(scheme)
    await page.size(width)
    for (const finding of await page.run(AXE(rules))) fault(name, `axe, ${scheme}, ${width} pixels`, finding)
  }
  await page.scheme('light')
}

// --- on paper --------------------------------------------------------------------------------

const ROWS = `[...document.querySelectorAll('main tr')].filter(r => !r.closest('#origins')).map(r => r.textContent)`
// A soft hyphen at the end of a line is a hyphen on paper.
const bare = text => text.normalize('NFC').replace(/[\s\u00ad\u2010\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, '')

async function print(page, name, folder) {
  const rows = await page.run(ROWS)
  const pdf = join(folder, `${name}.pdf`)
  writeFileSync(pdf, await page.pdf())
  const tool = (program, ...args) => execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] })
  const sheets = tool('pdftotext', '-raw', pdf, '-').split('\f').map(bare).filter(s => s !== '')
  for (const row of rows.map(bare)) {
    // Letters from right to left stand on paper in another order; a row that is longer than a page must be cut.
    if (/\p{Script=Hebrew}|\p{Script=Arabic}/u.test(row) || row.length > LONG_ROW) continue
    if (!sheets.some(s => s.includes(row))) fault(name, 'print', `a row is cut or not there: ${row.slice(0, 120)}`)
  }
  if (sheets.length > MANY_SHEETS) fault(name, 'print', `${sheets.length} sheets of paper`)
  for (const [, paper, words] of tool('pdftotext', '-bbox', pdf, '-').matchAll(/<page width="([0-9.]+)"([^]*?)<\/page>/g)) {
    for (const [, right, word] of words.matchAll(/xMax="([0-9.]+)"[^>]*>([^<]*)/g)) {
      if (Number(right) > Number(paper) - 20) fault(name, 'print', `'${word}' goes out of the paper`)
    }
  }
}

// --- all of it -------------------------------------------------------------------------------

const browser = new Browser()
try {
  for (const path of paths) {
    const name = basename(path, '.html'), url = pathToFileURL(resolve(path)).href
    const page = await browser.page()
    await page.size(1280)
    await page.scheme('light')
    await page.open(url)
    for (const text of await page.run(LINKS)) fault(name, 'links', text)
    await widths(page, name)
    await print(page, name, join(path, '..'))
    const unfolding = await page.run(UNFOLD)
    if (unfolding !== '') fault(name, 'links', unfolding)
    await keyboard(page, name)
    for (const text of page.complaints) fault(name, 'console', text)
    for (const asked of page.requests) if (asked.split('#')[0] !== url) fault(name, 'network', asked)
    await accessible(page, name)
    const bytes = readFileSync(path)
    const most = name.includes('draws') ? LARGEST_DRAWN : LARGEST
    if (bytes.length > most && name !== 'hostile') fault(name, 'size', `${bytes.length} bytes; ${most} are enough`)
    await validate(name, bytes.toString('utf8'))
    await page.close()
  }
} finally {
  await browser.close()
}
for (const text of faults) console.log(text)
process.exitCode = faults.length > 0 ? 1 : 0
