// The map island: countries coloured by a chosen measure, landscapes and sites, pairs of countries drawn as links.
import { geoGraticule10, geoPath } from 'd3-geo';
import { mapTable, shareText } from './map-table.js';
import { SIZE, projected } from './projection.js';

const CLASSES = 5;

class MapView {
  constructor(place, tools, map) {
    Object.assign(this, { place, tools, map });
    this.projection = projected();
    this.path = geoPath(this.projection, undefined).digits(1);
    this.places = new Map(map.countries.features.map(({ properties }) => [properties.iso, this.projection(properties.at)]));
    this.zoom = 1;
    this.middle = [SIZE.width / 2, SIZE.height / 2];
    const wanted = tools.asked();
    this.measure = (map.measures.find(({ id }) => id === wanted.get('measure')) ?? map.measures[0]).id;
    this.links = wanted.get('links') === 'none' ? '' : ((map.links.find(({ id }) => id === wanted.get('links')) ?? map.links[0])?.id ?? '');
    this.layers = new Set(['landscapes']);
    this.build();
    this.shown = '';
    this.draw();
  }

  build() {
    const { element, svg, word } = this.tools;
    this.picture = svg('svg', { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, class: 'map', role: 'img', 'aria-labelledby': 'map-title' });
    this.legend = element('div', { class: 'map-legend' });
    this.table = element('div', { class: 'map-table' });
    this.info = element('section', { class: 'map-info', 'aria-live': 'polite' }, element('p', { class: 'quiet' }, word('map_hint')));
    const zooms = [['+', 1.4, 'zoom_in'], ['−', 1 / 1.4, 'zoom_out'], ['⤢', 0, 'zoom_all']].map(([sign, factor, name]) => element('button', { type: 'button', class: 'tool', 'aria-label': word(name), onclick: () => this.scale(factor) }, sign));
    this.place.replaceChildren(
      element('div', { class: 'graph-bar' }, this.choice('measure', this.map.measures, word('map_measure')), this.choice('links', [{ id: '', ...word('map_no_links') && { en: word('map_no_links'), ru: word('map_no_links') } }, ...this.map.links], word('map_links')), this.boxes(), element('div', { class: 'tool-group', role: 'group', 'aria-label': word('zoom') }, zooms)),
      element('div', { class: 'map-frame' }, this.picture, element('div', {}, this.legend, this.info)),
      element('p', { class: 'quiet small' }, word('map_disclaimer')),
      this.table,
    );
    this.drag();
    new ResizeObserver(() => this.names?.isConnected && this.writeNames()).observe(this.picture);
  }

  choice(name, options, label) {
    const { element, say } = this.tools;
    const select = element('select', { name, onchange: (event) => ((this[name] = event.target.value), this.tools.wish({ [name]: event.target.value || 'none' }), this.draw()) }, options.map((option) => element('option', { value: option.id, selected: option.id === this[name] }, say(option))));
    return element('label', { class: 'picker' }, element('span', {}, label), select);
  }

  boxes() {
    const { element, word } = this.tools;
    const box = (layer) => element('label', { class: 'legend-row' }, element('input', { type: 'checkbox', checked: this.layers.has(layer), onchange: (event) => (event.target.checked ? this.layers.add(layer) : this.layers.delete(layer), this.draw()) }), word(`map_${layer}`));
    return element('div', { class: 'tool-group' }, ['landscapes', 'sites'].map(box));
  }

  /** So many of so many; the whole is 0 where the number is no part of anything. */
  value(code, measure = this.measure) {
    return this.map.values[measure]?.[code] ?? [0, 0];
  }

  text(code, measure = this.measure) {
    return shareText(this.tools, this.value(code, measure));
  }

  /** The most of a measure that is no part of a whole; nothing where it is. */
  most() {
    const values = Object.values(this.map.values[this.measure] ?? {});
    return values.some(([, whole]) => whole) ? 0 : Math.max(1, ...values.map(([part]) => part));
  }

  /** Equal steps from nothing to the whole, or to the most; zero keeps a class of its own, since silence is not a small number. */
  classOf([part, whole]) {
    return part === 0 ? 0 : Math.min(CLASSES, Math.ceil((part / (this.most() || whole)) * CLASSES));
  }

  draw() {
    const { svg, word, say } = this.tools;
    const measure = this.map.measures.find(({ id }) => id === this.measure);
    this.picture.replaceChildren(
      svg('title', { id: 'map-title' }, `${word('map_title')}: ${say(measure)}`),
      svg('path', { d: this.path(geoGraticule10()) ?? '', class: 'graticule' }),
      svg('g', {}, this.map.countries.features.map((feature) => this.country(feature))),
      svg('g', {}, this.layers.has('landscapes') ? this.map.landscapes.map((place) => this.landscape(place)) : []),
      svg('g', {}, this.pairs()),
      svg('g', {}, this.layers.has('sites') ? this.map.sites.map((place) => this.site(place)) : []),
      (this.names = svg('g', { class: 'names' })),
    );
    this.frame();
    this.drawLegend(measure);
    mapTable(this);
  }

  country(feature) {
    const { svg, say } = this.tools;
    const { iso, label } = feature.properties;
    return svg('path', { d: this.path(feature) ?? '', class: `country shade-${this.classOf(this.value(iso))}${this.mark(`country/${iso}`)}`, onclick: () => this.choose(`country/${iso}`) }, svg('title', {}, `${say(label)}: ${this.text(iso)}`));
  }

  point(place) {
    return this.projection([place.lon, place.lat]);
  }

  landscape(place) {
    const { svg, say } = this.tools;
    const attributes = { class: `landscape${this.mark(place.id)}`, onclick: () => this.choose(place.id) };
    if (place.geometry) return svg('path', { ...attributes, d: this.path(place.geometry) ?? '' }, svg('title', {}, say(place.label)));
    const [x, y] = this.point(place);
    return svg('circle', { ...attributes, cx: x.toFixed(1), cy: y.toFixed(1), r: 9 }, svg('title', {}, say(place.label)));
  }

  site(place) {
    const { svg, say } = this.tools;
    const [x, y] = this.point(place).map((at) => at.toFixed(1));
    return svg('path', { class: `site${this.mark(place.id)}`, d: `M${x} ${y}m-4 3h8l-4-7z`, onclick: () => this.choose(place.id) }, svg('title', {}, say(place.label)));
  }

  pairs() {
    const { svg, say } = this.tools;
    const chosen = this.map.links.find(({ id }) => id === this.links);
    if (!chosen) return [];
    const most = Math.max(1, ...chosen.pairs.map(([, , part]) => part));
    const names = new Map(this.map.countries.features.map((feature) => [feature.properties.iso, feature.properties]));
    return chosen.pairs.filter(([one, two]) => names.has(one) && names.has(two)).map(([one, two, part, whole]) => {
      const [a, b] = [one, two].map((code) => this.places.get(code));
      const bend = [(a[0] + b[0]) / 2 - (b[1] - a[1]) * 0.14, (a[1] + b[1]) / 2 + (b[0] - a[0]) * 0.14];
      const path = `pair/${one}-${two}`;
      const text = `${say(names.get(one).label)} – ${say(names.get(two).label)}`;
      return svg('path', { class: `pair pair-${chosen.id}${this.mark(path)}`, d: `M${a.map(fix)}Q${bend.map(fix)} ${b.map(fix)}`, 'stroke-width': (1.2 + (4 * part) / most).toFixed(1), onclick: () => this.choose(path) }, svg('title', {}, `${text}: ${shareText(this.tools, [part, whole])}`));
    });
  }

  /** Shows a country, a landscape, a site or a pair, as the address may ask: `?show=landscape/ustyurt`, `?show=pair/TM-UZ`. */
  choose(path) {
    const [kind, code] = path.split('/');
    if (kind === 'site') this.layers.add('sites');
    const known = kind === 'pair' ? code : kind === 'country' ? this.labelOf(code) : [...this.map.landscapes, ...this.map.sites].find(({ id }) => id === path)?.label;
    if (!known) return;
    this.shown = path;
    this.tools.wish({ show: path });
    this.draw();
    if (kind === 'pair') this.showPair(...code.split('-'));
    else this.show(kind, code, known, path);
  }

  labelOf(code) {
    return this.map.countries.features.find(({ properties }) => properties.iso === code)?.properties.label;
  }

  mark(path) {
    return this.shown === path ? ' is-shown' : '';
  }

  /** Names keep their size on the screen at every zoom; where a small picture has no room for them, codes stand in. */
  writeNames() {
    const { svg, say } = this.tools;
    const unit = (lettersOfPage() * SIZE.width) / this.zoom / (this.picture.clientWidth || SIZE.width);
    this.picture.style.setProperty('--unit', unit.toFixed(3));
    const spots = apart(new Map([...this.places].map(([iso, [x, y]]) => [iso, [x, y]])), unit > CROWDED ? 19 * unit : 7.4 * 13 * unit, (unit > CROWDED ? 11 : 14.5) * unit);
    this.names.classList.toggle('are-codes', unit > CROWDED);
    const countries = this.map.countries.features.map(({ properties: { iso, label } }) => {
      const [x, y] = spots.get(iso);
      return svg('text', { x: fix(x), y: fix(y), 'text-anchor': 'middle' }, unit > CROWDED ? iso : say(label));
    });
    const landscapes = unit < CROWDED && this.layers.has('landscapes') ? this.map.landscapes.map((place) => this.landscapeName(place, unit)) : [];
    this.names.replaceChildren(...free(landscapes, [...spots.values()].map(([x, y]) => ({ at: [x, y], wide: 7.4 * 13 * unit })), 13 * unit).map(({ text }) => text), ...countries);
  }

  landscapeName(place, unit) {
    const [x, y] = place.geometry ? this.path.centroid(place.geometry) : this.point(place);
    const name = this.tools.say(place.label);
    const [wide, half] = [6.4, 3.9].map((letter) => name.length * letter * unit);
    const at = [clamp(x, half, SIZE.width - half), y + (place.geometry ? 4 : 20) * unit];
    return { at, wide, text: this.tools.svg('text', { x: fix(at[0]), y: fix(at[1]), 'text-anchor': 'middle', class: 'name-landscape' }, name) };
  }

  drawLegend(measure) {
    const { element, say, svg, word } = this.tools;
    const steps = Array.from({ length: CLASSES + 1 }, (_, step) => step).filter((step) => step === 0 || stepText(step, this.most()));
    this.legend.replaceChildren(
      element('h2', {}, say(measure)),
      element('p', { class: 'small' }, say(measure.note)),
      element('ul', { class: 'plain' }, steps.map((step) => element('li', {}, svg('svg', { viewBox: '0 0 22 14', class: 'swatch', 'aria-hidden': 'true' }, svg('rect', { width: 22, height: 14, class: `country shade-${step}` })), ' ', step === 0 ? word('map_none') : stepText(step, this.most())))),
      element('ul', { class: 'plain' }, this.keys()),
    );
  }

  /** What the lines and marks over the colours mean. */
  keys() {
    const { element, say, svg, word } = this.tools;
    const key = (mark, text) => element('li', {}, svg('svg', { viewBox: '0 0 22 14', class: 'swatch swatch-line map', 'aria-hidden': 'true' }, mark), ' ', text);
    const chosen = this.map.links.find(({ id }) => id === this.links);
    return [
      ...(chosen ? [key(svg('path', { d: 'M2 11Q11 1 20 11', class: `pair pair-${chosen.id}`, 'stroke-width': 3 }), word('map_key_pair', { name: say(chosen) }))] : []),
      ...(this.layers.has('landscapes') ? [key(svg('path', { d: 'M3 4L15 2L19 9L8 12Z', class: 'landscape' }), word('map_key_landscape')), key(svg('circle', { cx: 11, cy: 7, r: 5.5, class: 'landscape' }), word('map_key_point'))] : []),
      ...(this.layers.has('sites') ? [key(svg('path', { d: 'M11 10.5m-4 0h8l-4-7z', class: 'site' }), word('map_key_site'))] : []),
    ];
  }

  show(kind, code, label, id = `${kind}/${code}`) {
    const { element, address, say, word } = this.tools;
    const lines = kind === 'country' ? this.map.measures.map((measure) => element('li', {}, `${say(measure)}: ${this.text(code, measure.id)}`)) : [];
    this.info.replaceChildren(element('p', { class: `kind kind-${kind}` }, word(`kind_${kind}`)), element('h2', {}, element('a', { href: address(id) }, say(label))), element('ul', { class: 'plain' }, lines));
  }

  /** What each kind of line says of two countries, and the way to their page. */
  showPair(one, two) {
    const { element, address, pairPath, say } = this.tools;
    const own = ([a, b]) => a === one && b === two;
    const lines = this.map.links.map((link) => element('li', {}, `${say(link)}: ${shareText(this.tools, link.pairs.find(own)?.slice(2) ?? [0, 0])}`));
    const name = [one, two].map((code) => say(this.labelOf(code))).join(' – ');
    this.info.replaceChildren(element('h2', {}, element('a', { href: address(pairPath(one, two)) }, name)), element('ul', { class: 'plain' }, lines));
  }

  scale(factor) {
    this.zoom = factor === 0 ? 1 : Math.max(1, Math.min(8, this.zoom * factor));
    if (factor === 0) this.middle = [SIZE.width / 2, SIZE.height / 2];
    this.frame();
  }

  frame() {
    const [width, height] = [SIZE.width / this.zoom, SIZE.height / this.zoom];
    this.middle = [clamp(this.middle[0], width / 2, SIZE.width - width / 2), clamp(this.middle[1], height / 2, SIZE.height - height / 2)];
    this.picture.setAttribute('viewBox', `${fix(this.middle[0] - width / 2)} ${fix(this.middle[1] - height / 2)} ${fix(width)} ${fix(height)}`);
    this.writeNames();
  }

  drag() {
    let from = null;
    this.picture.addEventListener('pointerdown', (event) => (from = [event.clientX, event.clientY]));
    this.picture.addEventListener('pointermove', (event) => {
      if (!from || event.buttons !== 1 || this.zoom === 1) return;
      const unit = SIZE.width / this.zoom / this.picture.clientWidth;
      this.middle = [this.middle[0] - (event.clientX - from[0]) * unit, this.middle[1] - (event.clientY - from[1]) * unit];
      from = [event.clientX, event.clientY];
      this.frame();
    });
    this.picture.addEventListener('pointerup', () => (from = null));
  }
}

const CROWDED = 1.7;

/** How much larger than usual the letters of the page are. */
const lettersOfPage = () => (parseFloat(getComputedStyle(document.documentElement).fontSize) || 16) / 16;

/** Moves names that would cover each other apart, one line down. */
function apart(places, wide, high) {
  const stand = [];
  for (const place of [...places.values()].sort((one, two) => one[1] - two[1])) {
    while (stand.some((other) => Math.abs(other[0] - place[0]) < wide && Math.abs(other[1] - place[1]) < high)) place[1] += high;
    stand.push(place);
  }
  return places;
}

/** Those names that cover none that stands: a name further down gives way. */
function free(names, standing, high) {
  const stand = [...standing];
  return names.filter(({ at: [x, y], wide }) => {
    const isFree = stand.every((other) => Math.abs(other.at[0] - x) > (other.wide + wide) / 2 || Math.abs(other.at[1] - y) > high);
    if (isFree) stand.push({ at: [x, y], wide });
    return isFree;
  });
}

const fix = (number) => Number(number).toFixed(1);
const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

/** What a shade means: a part of the whole in hundredths, or a number. */
function stepText(step, most) {
  if (!most) return `${(step - 1) * 20 + 1}–${step * 20} %`;
  const low = Math.floor(((step - 1) * most) / CLASSES) + 1;
  const high = Math.floor((step * most) / CLASSES);
  if (high < low) return '';
  return low === high ? String(low) : `${low}–${high}`;
}

globalThis.camiIslands.map = async (place, tools) => {
  const view = new MapView(place, tools, await tools.data('map'));
  const asked = tools.asked().get('show');
  if (asked) view.choose(asked);
  place.dataset.drawn = 'yes';
};
