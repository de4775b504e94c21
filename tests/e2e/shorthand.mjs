// Writes out a graph in short hand as the pages do: reads it from one file, writes N-Quads to another.
// Usage: node shorthand.mjs SHORT NQUADS
import { readFileSync, writeFileSync } from 'node:fs';
import { writeOut } from '../../cami_graph/explore/web/src/shorthand.js';

const [, , short, long] = process.argv;
const { quads, overlaps } = writeOut(new Uint8Array(readFileSync(short)));
writeFileSync(long, quads);
console.log(overlaps);
