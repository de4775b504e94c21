// Rows as a workbook that Excel opens in any language: no signs between columns to guess, no alphabet to choose, text is
// never a formula. A workbook is a ZIP archive of XML parts (ECMA-376); the parts are stored as they are.

const xml = (text) => String(text ?? '').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MOST = 32_767;
const WIDEST = 60;

/** A workbook of one sheet as bytes; the first row is its head, bold, and stays while the rows move. */
export function workbook(name, rows) {
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    '_rels/.rels': relations('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${xml(sheetName(name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations('worksheet', 'worksheets/sheet1.xml', 'styles', 'styles.xml'),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf fontId="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    'xl/worksheets/sheet1.xml': sheet(rows),
  };
  return zip(Object.entries(parts).map(([path, text]) => [path, new TextEncoder().encode(HEAD + text)]));
}

const relations = (...pairs) => `<Relationships xmlns="${PACKAGE}/relationships">${pairs.map((type, at) => (at % 2 ? '' : `<Relationship Id="rId${at / 2 + 1}" Type="${OFFICE}/${type}" Target="${pairs[at + 1]}"/>`)).join('')}</Relationships>`;

/** A name of a sheet: at most 31 letters, none of those that Excel keeps for itself. */
const sheetName = (name) => name.replace(/[[\]:*?/\\']/g, ' ').trim().slice(0, 31) || 'CAMI Graph';

function sheet(rows) {
  const count = Math.max(1, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, at) => Math.min(WIDEST, 3 + Math.max(6, ...rows.map((row) => String(row[at] ?? '').length))));
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('');
  const lines = rows.map((row, at) => `<row r="${at + 1}">${row.map((value, column) => cell(value, `${letters(column)}${at + 1}`, at === 0)).join('')}</row>`).join('');
  return `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns}</cols><sheetData>${lines}</sheetData><autoFilter ref="A1:${letters(count - 1)}${Math.max(1, rows.length)}"/></worksheet>`;
}

function cell(value, place, isHead) {
  if (value === '' || value === null || value === undefined) return '';
  const style = isHead ? ' s="1"' : '';
  if (typeof value === 'number' || /^-?(0|[1-9]\d{0,14})$/.test(value)) return `<c r="${place}"${style}><v>${Number(value)}</v></c>`;
  return `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${xml(String(value).slice(0, MOST))}</t></is></c>`;
}

/** The letters of a column: 0 is A, 26 is AA. */
const letters = (column) => (column > 25 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

// ZIP (APPNOTE 6.3.10), entries stored

const TABLE = Uint32Array.from({ length: 256 }, (_, at) => {
  let value = at;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});
const checksum = (bytes) => ~bytes.reduce((sum, byte) => TABLE[(sum ^ byte) & 255] ^ (sum >>> 8), -1) >>> 0;

/** The numbers of a header, little end first: two bytes each, four where the number stands in a list. */
function numbers(...values) {
  const bytes = [];
  for (const value of values) for (let at = 0; at < (Array.isArray(value) ? 4 : 2); at += 1) bytes.push(([value].flat()[0] >>> (8 * at)) & 255);
  return Uint8Array.from(bytes);
}

const FIRST_DAY = 33;

function zip(entries) {
  const [bodies, index] = [[], []];
  let at = 0;
  for (const [path, content] of entries) {
    const name = new TextEncoder().encode(path);
    const facts = [20, 0, 0, 0, FIRST_DAY, [checksum(content)], [content.length], [content.length], name.length, 0];
    const head = numbers([0x04034b50], ...facts);
    bodies.push(head, name, content);
    index.push(numbers([0x02014b50], 20, ...facts, 0, 0, 0, [0], [at]), name);
    at += head.length + name.length + content.length;
  }
  const size = index.reduce((sum, part) => sum + part.length, 0);
  return joined([...bodies, ...index, numbers([0x06054b50], 0, 0, entries.length, entries.length, [size], [at], 0)]);
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
