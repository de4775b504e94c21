// The map as a table: every country with every measure, and the pairs that are drawn.

export function mapTable(view) {
  const { element, word, say, address } = view.tools;
  const { measures, values, countries, links } = view.map;
  const rows = countries.features.map(({ properties: { iso, label } }) =>
    element('tr', {}, element('th', { scope: 'row' }, element('a', { href: address(`country/${iso}`) }, say(label))), measures.map(({ id }) => element('td', { class: 'number' }, String(values[id]?.[iso] ?? 0)))),
  );
  const chosen = links.find(({ id }) => id === view.links);
  view.table.replaceChildren(
    element('h2', {}, word('map_table')),
    scroller(view, word('map_table'), [word('kind_country'), ...measures.map(say)], rows),
    ...(chosen ? [element('h2', {}, say(chosen)), pairs(view, chosen)] : []),
  );
}

function scroller({ tools: { element } }, label, heads, rows, words = 1) {
  const head = element('thead', {}, element('tr', {}, heads.map((text, at) => element('th', { scope: 'col', class: at >= words ? 'number' : null }, text))));
  return element('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': label }, element('table', {}, head, element('tbody', {}, rows)));
}

function pairs(view, chosen) {
  const { element, word, say } = view.tools;
  const names = new Map(view.map.countries.features.map(({ properties }) => [properties.iso, say(properties.label)]));
  const rows = [...chosen.pairs].sort((a, b) => b[2] - a[2]).map(([one, two, weight]) => element('tr', {}, element('td', {}, names.get(one) ?? one), element('td', {}, names.get(two) ?? two), element('td', { class: 'number' }, String(weight))));
  return scroller(view, say(chosen), [word('kind_country'), word('kind_country'), word('claims')], rows, 2);
}
