"""What axe does not look at: text cut off or covered, a keyboard alone, colours forced."""

from itertools import takewhile
from typing import Any

from playwright.sync_api import Page

# The rectangles of all text that is seen, each cut to the scroll region that it stands in.
_TEXT = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = []
  while (walker.nextNode()) {
    const node = walker.currentNode, holder = node.parentElement
    if (!node.data.trim() || holder.closest('.unseen, .skip, .exhibit caption, script, style')
        || !holder.checkVisibility({visibilityProperty: true})) continue
    const head = holder.closest('.stacked thead')  // on a phone for screen readers alone
    if (head && getComputedStyle(head).position === 'absolute') continue
    const frame = holder.closest('.scroll, .picture, .contents')?.getBoundingClientRect()
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const r of range.getClientRects()) {
      const left = Math.max(r.left, frame?.left ?? r.left)
      const right = Math.min(r.right, frame?.right ?? r.right)
      const top = Math.max(r.top, frame?.top ?? r.top)
      const bottom = Math.min(r.bottom, frame?.bottom ?? r.bottom)
      if (right - left > 2 && bottom - top > 2)
        found.push({words: node.data.trim().slice(0, 40), node, left, right, top, bottom})
    }
  }
  return found.sort((a, b) => a.top - b.top)
}"""

_COVERED = (
    "() => { const texts = ("
    + _TEXT
    + """)(), found = []
  texts.forEach((one, n) => {
    for (let m = n + 1; m < texts.length && texts[m].top < one.bottom; m++) {
      const other = texts[m]
      const high = Math.min(one.bottom, other.bottom) - other.top
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      const least = Math.min(one.bottom - one.top, other.bottom - other.top)
      if (one.node !== other.node && wide > 2 && high > .3 * least)
        found.push(`'${one.words}' and '${other.words}' cover each other`)
    }
  })
  return found }"""
)

_CUT = """() => [...document.querySelectorAll('body *')].filter(e => {
  if (e.closest('.unseen, .exhibit caption, .stacked thead, svg')) return false
  if (!e.checkVisibility()) return false
  const style = getComputedStyle(e), cut = v => v === 'hidden' || v === 'clip'
  return (cut(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
      || (cut(style.overflowY) && e.scrollHeight > e.clientHeight + 1)
}).map(e => 'cut off: ' + e.outerHTML.slice(0, 120))"""

_UNREACHED = """() => [...document.querySelectorAll('body *')].filter(e => {
  const style = getComputedStyle(e)
  return /auto|scroll/.test(style.overflowX + style.overflowY) && e.checkVisibility()
    && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
    && e.tabIndex < 0 && !e.querySelector('a[href], [tabindex="0"], button, summary')
}).map(e => 'no key scrolls: ' + e.outerHTML.slice(0, 120))"""

# Axe over the page, with the contrast of a few texts of each way in which text is painted here:
# its own colour, size, weight and shadow, whether it is short or cut by a scroll region, and what
# is painted behind it by what it stands in. All text over or under what is moved is measured.
# Of a table's rows that are built and coloured alike, and differ in words alone, three stay full.
PAINTED = """options => {
  const aside = [], coloured = e => { const s = getComputedStyle(e)
    return s.color + s.backgroundColor }
  for (const table of document.querySelectorAll('table')) {
    const alike = new Map()
    for (const row of table.rows) {
      const way = row.outerHTML.replace(/>[^<]+/g, '>word') + [row, ...row.cells].map(coloured)
      alike.set(way, (alike.get(way) ?? 0) + 1)
      if (alike.get(way) > 3) aside.push(row)
    }
  }
  const cells = aside.map(row => [...row.childNodes])
  aside.forEach(row => { row.replaceChildren(); row.ariaHidden = 'true' })
  const style = new Map(), behind = new Map(), ways = new Map()
  const of = e => style.get(e) ?? style.set(e, getComputedStyle(e)).get(e)
  const ground = e => { if (!e) return ''
    if (!behind.has(e)) { const s = of(e)
      behind.set(e, ground(e.parentElement) + '|' + [s.backgroundColor, s.backgroundImage,
        s.opacity, s.filter, s.mixBlendMode, s.position, s.clipPath].join()) }
    return behind.get(e) }
  const within = (r, o) => o.left <= r.left && r.right <= o.right
  const seen = [...document.querySelectorAll('body, body *')].filter(e => e.checkVisibility())
  const moved = seen.filter(e => of(e).position !== 'static' || of(e).transform !== 'none')
    .map(e => [e, e.getBoundingClientRect()])
  for (const e of seen) {
    const text = [...e.childNodes].filter(n => n.nodeType === Node.TEXT_NODE)
      .map(n => n.data.trim()).join('')
    if (!text && !e.matches('input, select, textarea')) continue
    const s = of(e), r = e.getBoundingClientRect(), frame = e.closest('.scroll, .picture')
    const cut = frame && !within(r, frame.getBoundingClientRect())
    const over = moved.some(([m, o]) => o.top < r.bottom && r.top < o.bottom && o.left < r.right
      && r.left < o.right && !m.contains(e) && !e.contains(m))
    const way = [s.color, s.fontSize, s.fontWeight, s.textShadow, text.length < 2, cut, ground(e)]
    const before = ways.get(way.join()) ?? 0
    ways.set(way.join(), before + 1)
    if (over || before < 3) e.dataset.way = ''
  }
  axe.configure({rules: [{id: 'color-contrast', selector: '[data-way]'}]})
  return axe.run(document, options).finally(() => {
    document.querySelectorAll('[data-way]').forEach(e => delete e.dataset.way)
    aside.forEach((row, n) => { row.append(...cells[n]); row.ariaHidden = null })
  })
}"""

_SEEN = """() => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility(
  {visibilityProperty: true, opacityProperty: true})).map(e => e.tagName + '#' + e.id).join()"""

_STOPS = """() => [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter(e => e.checkVisibility()).length"""

# At each Tab, what has the focus: its place in the page, and what is wrong with how it is shown.
_WATCH = """() => {
  const places = new Map([...document.querySelectorAll('*')].map((e, n) => [e, n]))
  window.stops = []
  addEventListener('keyup', () => {
    const e = document.activeElement
    if (!e || e === document.body) return stops.push(null)
    const style = getComputedStyle(e), r = e.getBoundingClientRect(), wrong = []
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    if (!ring) wrong.push('its focus does not show')
    const x = Math.min(Math.max(r.left, 0) + 3, innerWidth - 1)
    const y = (Math.max(r.top, 0) + Math.min(r.bottom, innerHeight)) / 2
    const on = document.elementFromPoint(x, y)
    if (r.bottom < 1 || r.top > innerHeight - 1 || r.right < 1 || r.left > innerWidth - 1)
      wrong.push('it has the focus out of sight')
    else if (!on || !(e.contains(on) || on.contains(e))) wrong.push('something covers it')
    stops.push({at: places.get(e), wrong, name: e.outerHTML.slice(0, 100), kind: e.className})
  }, true)
}"""

_FORCED = """() => {
  const parts = (c) => (c.match(/[\\d.]+/g) || []).map(Number)
  const light = (c) => { const [r, g, b] = parts(c).slice(0, 3).map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    return .2126 * r + .7152 * g + .0722 * b }
  const seen = (c) => parts(c).length < 4 || parts(c)[3] > 0
  const behind = (e) => { for (let p = e; p; p = p.parentElement) {
    const c = getComputedStyle(p).backgroundColor
    if (seen(c)) return c } return getComputedStyle(document.documentElement).backgroundColor }
  const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => p - q)
    return (y + .05) / (x + .05) }
  const found = []
  for (const e of document.querySelectorAll(
      '.card, .callout, .record, .masthead, .hero, button, input, select, .bubble, .answer')) {
    const s = getComputedStyle(e)
    if (!e.checkVisibility()) continue
    if (s.borderBottomStyle === 'none' || parseFloat(s.borderBottomWidth) < 1
        || contrast(s.borderBottomColor, behind(e.parentElement)) < 3)
      found.push('no edge: ' + e.outerHTML.slice(0, 100))
  }
  for (const e of document.querySelectorAll('main svg.icon'))
    if (e.checkVisibility() && contrast(getComputedStyle(e).color, behind(e)) < 3)
      found.push('a faint icon: ' + e.outerHTML.slice(0, 100))
  for (const e of document.querySelectorAll('img')) {
    const s = getComputedStyle(e)
    if (s.forcedColorAdjust !== 'none' || s.backgroundColor !== 'rgb(255, 255, 255)')
      found.push('a picture without its paper: ' + (e.alt || '').slice(0, 60))
  }
  for (const e of document.querySelectorAll('main :is(p, li, dd) a:not(nav a)'))
    if (e.checkVisibility() && !getComputedStyle(e).textDecorationLine.includes('underline'))
      found.push('a link that only colour tells: ' + e.outerHTML.slice(0, 100))
  return found
}"""


def seen(page: Page) -> str:
    """Which elements are seen, in their order."""
    return str(page.evaluate(_SEEN))


def unreadable(page: Page) -> list[str]:
    """Text that other text covers or that its box cuts off."""
    return [*page.evaluate(_COVERED), *page.evaluate(_CUT)]


def without_mouse(page: Page) -> list[str]:
    """What someone with a keyboard alone meets: every stop in order, in sight and shown.

    The page must not have been touched; each Tab is pressed, to the end of the page.
    """
    found: list[str] = list(page.evaluate(_UNREACHED))
    expected = page.evaluate(_STOPS)
    page.evaluate(_WATCH)
    for _ in range(expected + 1):
        page.keyboard.press("Tab")
    stops: list[dict[str, Any]] = [*takewhile(bool, page.evaluate("stops"))]
    if stops and stops[0]["kind"] != "skip":
        found.append(f"the first stop is no skip link: {stops[0]['name']}")
    found += [f"{wrong}: {stop['name']}" for stop in stops for wrong in stop["wrong"]]
    places = [stop["at"] for stop in stops]
    if places != sorted(places):
        found.append("the order of the stops is not the order of the page")
    if len(places) != expected:
        found.append(f"{len(places)} stops are reached of {expected}")
    return found


def in_forced_colours(page: Page) -> list[str]:
    """What cannot be told apart where the reader's system chooses all colours."""
    page.emulate_media(forced_colors="active")
    return list(page.evaluate(_FORCED))
