// The list of questions, by folder, narrowed by words.

export function catalogue(bench) {
  const { element, say, word } = bench.tools;
  const groups = new Map();
  for (const query of bench.library.queries) groups.set(query.folder, [...(groups.get(query.folder) ?? []), query]);
  const field = element('input', { type: 'search', 'aria-label': word('catalogue_narrow'), placeholder: word('catalogue_narrow') });
  const lists = [...groups].map(([folder, queries]) => element('details', { open: folder === 'competency' }, element('summary', {}, word(`folder_${folder}`), ' ', element('span', { class: 'number' }, String(queries.length))), element('ul', { class: 'plain' }, queries.map((query) => entry(bench, query)))));
  field.addEventListener('input', () => narrow(lists, field.value.trim().toLowerCase()));
  return [element('h2', {}, word('catalogue')), field, ...lists].map((part) => (say, part));
}

function entry(bench, query) {
  const { element, say } = bench.tools;
  const open = () => {
    bench.open(query.name);
    bench.run();
  };
  return element('li', { 'data-text': `${query.name} ${say(query.title)} ${say(query.summary)} ${query.tags.join(' ')}`.toLowerCase() }, element('button', { type: 'button', class: 'linklike', onclick: open }, say(query.title)));
}

function narrow(lists, wanted) {
  for (const list of lists) {
    let count = 0;
    for (const item of list.querySelectorAll('li')) {
      item.hidden = wanted !== '' && !wanted.split(/\s+/).every((part) => item.dataset.text.includes(part));
      count += item.hidden ? 0 : 1;
    }
    list.hidden = count === 0;
    if (wanted) list.open = count > 0;
  }
}
