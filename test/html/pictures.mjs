#!/usr/bin/env node
// Pictures of pages, to be looked at: ./test/html/pictures.mjs FOLDER PAGE.html...
// Each at the widths of a desk, a tablet and a telephone, light and dark.
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Browser } from './browser.mjs'

const SLICE = 2400 // pixels high; no more than five of them
const [folder, ...pages] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
// A browser for each page and width: one that changes its size between pictures may wait for ever.
for (const path of pages) {
  const name = join(folder, basename(path, '.html')), url = pathToFileURL(resolve(path)).href
  for (const width of [1280, 768, 360]) {
    const browser = new Browser()
    try {
      const page = await browser.page()
      await page.size(width)
      for (const scheme of ['light', 'dark']) {
        await page.scheme(scheme)
        await page.open(url)
        const whole = Math.min(await page.run('document.documentElement.scrollHeight'), 5 * SLICE)
        for (let y = 0, n = 1; y < whole; y += SLICE, n++) {
          writeFileSync(`${name}-${width}-${scheme}-${n}.png`, await page.picture(y, width, Math.min(SLICE, whole - y)))
        }
      }
      if (width === 1280) writeFileSync(`${name}.pdf`, await page.pdf())
    } finally {
      await browser.close()
    }
  }
}
