// Debian's chromium, spoken to over a pipe: messages of the DevTools protocol as JSON, each ended by a
// zero byte. No driver in between that would have to be of the browser's age.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const FLAGS = ['--headless=new', '--remote-debugging-pipe', '--no-first-run', '--no-default-browser-check', '--disable-gpu',
  '--disable-dev-shm-usage', '--disable-background-networking', '--disable-extensions', '--disable-sync', '--disable-component-update',
  '--hide-scrollbars', '--force-device-scale-factor=1', '--lang=sv']
const PATIENCE = 60000 // ms for one answer, on a machine that does other things too

export class Browser {
  #child; #folder; #next = 1; #waiting = new Map(); #listeners = new Set(); #rest = Buffer.alloc(0)

  constructor() {
    this.#folder = mkdtempSync(join(tmpdir(), 'ekusia-browser.'))
    const root = process.getuid() === 0 ? ['--no-sandbox'] : []
    this.#child = spawn(process.env.CHROMIUM ?? 'chromium', [...FLAGS, ...root, `--user-data-dir=${this.#folder}`, 'about:blank'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
    this.#child.on('error', error => this.#fail(new Error(`chromium does not start: ${error.message}`)))
    this.#child.on('exit', code => this.#fail(new Error(`chromium ended with ${code}`)))
    this.#child.stdio[3].on('error', error => this.#fail(error))
    this.#child.stdio[4].on('data', data => this.#take(data))
  }

  #fail(error) {
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }

  #take(data) {
    this.#rest = Buffer.concat([this.#rest, data])
    for (let end; (end = this.#rest.indexOf(0)) >= 0; this.#rest = this.#rest.subarray(end + 1)) {
      const message = JSON.parse(this.#rest.subarray(0, end).toString())
      const asked = this.#waiting.get(message.id)
      if (asked === undefined) {
        for (const listener of this.#listeners) listener(message)
        continue
      }
      this.#waiting.delete(message.id)
      if (message.error) asked.reject(new Error(`${asked.method}: ${message.error.message}`))
      else asked.resolve(message.result)
    }
  }

  send(method, params = {}, sessionId = undefined) {
    const id = this.#next++
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => { this.#waiting.delete(id); reject(new Error(`${method}: no answer in ${PATIENCE / 1000} s`)) }, PATIENCE)
      const done = f => value => { clearTimeout(timer); f(value) }
      this.#waiting.set(id, { method, resolve: done(resolve), reject: done(reject) })
      this.#child.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + '\0')
    })
  }

  listen(listener) { this.#listeners.add(listener) }

  async page() {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true })
    const page = new Page(this, sessionId, targetId)
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await page.send(`${domain}.enable`)
    return page
  }

  async close() {
    this.#child.removeAllListeners('exit')
    const ended = new Promise(resolve => this.#child.once('exit', resolve))
    await this.send('Browser.close').catch(() => this.#child.kill())
    await ended
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

class Page {
  #browser; #session; #target
  complaints = [] // errors and warnings of the console, exceptions
  requests = []   // what was asked for
  #loaded = () => {}

  constructor(browser, session, target) {
    this.#browser = browser
    this.#session = session
    this.#target = target
    browser.listen(message => { if (message.sessionId === session) this.#hear(message) })
  }

  #hear({ method, params }) {
    if (method === 'Network.requestWillBeSent') this.requests.push(params.request.url)
    if (method === 'Runtime.exceptionThrown') this.complaints.push(params.exceptionDetails.text)
    if (method === 'Runtime.consoleAPICalled' && ['error', 'warning', 'assert'].includes(params.type)) {
      this.complaints.push(params.args.map(a => a.value ?? a.description).join(' '))
    }
    if (method === 'Log.entryAdded' && ['error', 'warning'].includes(params.entry.level)) this.complaints.push(params.entry.text)
    if (method === 'Page.loadEventFired') this.#loaded()
  }

  send(method, params) { return this.#browser.send(method, params, this.#session) }

  async open(url) {
    const loaded = new Promise(resolve => { this.#loaded = resolve })
    const { errorText } = await this.send('Page.navigate', { url })
    if (errorText) throw new Error(`${url}: ${errorText}`)
    await loaded
  }

  size(width, height = 900) {
    return this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 500 })
  }

  scheme(value) { return this.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] }) }

  close() { return this.#browser.send('Target.closeTarget', { targetId: this.#target }) }

  async run(expression) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  async key(key) {
    for (const type of ['keyDown', 'keyUp']) await this.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: { Tab: 9, Enter: 13 }[key], text: type === 'keyDown' && key === 'Enter' ? '\r' : undefined })
  }

  async picture(y, width, height) {
    const { data } = await this.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true, clip: { x: 0, y, width, height, scale: 1 } })
    return Buffer.from(data, 'base64')
  }

  async pdf() {
    const { data } = await this.send('Page.printToPDF', { preferCSSPageSize: true, printBackground: true })
    return Buffer.from(data, 'base64')
  }
}
