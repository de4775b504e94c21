// Whether a query gives triples (CONSTRUCT, DESCRIBE) instead of rows.

export function isGraphQuery(query) {
  const bare = query.replace(/<[^>]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, ' ').replace(/#[^\n]*/g, '');
  return /^\s*(?:(?:PREFIX\s+\S*|BASE)\s+)*(?:CONSTRUCT|DESCRIBE)\b/i.test(bare);
}
