// The map as a table: every country with every measure, and the pairs that are drawn.

/** So many of so many in words; a number alone where it is no part of anything. */
export const shareText = ({ word }, [part, whole]) => (whole ? word('share_of', { part, whole }) : String(part));

export function mapTable(view) {
  const { element, word, say, address } = view.tools;
  const { measures, values, countries, links } = view.map;
  const named = countries.features.map(({ properties: { iso, label } }) => [say(label), iso]).sort(([one], [two]) => one.localeCompare(two));
  const rows = named.map(([name, iso]) =>
    element('tr', {}, element('th', { scope: 'row' }, element('a', { href: address(`country/${iso}`) }, name)), measures.map((one) => element('td', { class: 'number', 'data-label': say(one) }, shareText(view.tools, values[one.id]?.[iso] ?? [0, 0])))),
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
  return element('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': label }, element('table', { class: heads.length > 2 ? 'stacks' : null }, head, element('tbody', {}, rows)));
}

function pairs(view, chosen) {
  const { address, element, pairPath, word, say } = view.tools;
  const names = new Map(view.map.countries.features.map(({ properties }) => [properties.iso, say(properties.label)]));
  const rows = [...chosen.pairs].sort((a, b) => b[2] - a[2]).map(([one, two, ...share]) => element('tr', {}, element('td', {}, element('a', { href: address(pairPath(one, two)) }, `${names.get(one) ?? one} – ${names.get(two) ?? two}`)), element('td', { class: 'number' }, shareText(view.tools, share))));
  return scroller(view, say(chosen), [word('map_links'), word('map_count')], rows);
}
