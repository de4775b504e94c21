// Whether a query gives triples (CONSTRUCT, DESCRIBE) instead of rows.

export function isGraphQuery(query) {
  const bare = query.replace(/<[^<>"{}|^`\\\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/g, ' ');
  return /^\s*(?:(?:PREFIX\s+\S*|BASE)\s+)*(?:CONSTRUCT|DESCRIBE)\b/i.test(bare);
}

/** Whether a column only names what another column holds: the table shows the two as one, the files keep both. */
export const isLabel = (name, names) => name.endsWith('Label') && names.includes(name.slice(0, -'Label'.length));
