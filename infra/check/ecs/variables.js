// The KESSAI_ variables that README.md's tables know, each as a pattern: NAME in a key is the operator's.
const fs = require('node:fs');

/** @returns {RegExp[]} */
exports.known = (readme) => {
  const text = fs.readFileSync(readme, 'utf8');
  const tables = text.slice(text.indexOf('\n## Configuration\n'), text.indexOf('\n### The JVM\n'));
  const patterns = [];
  for (const row of tables.split('\n').filter((line) => line.startsWith('| `'))) {
    let last = '';
    for (const [, code] of row.split('|')[1].matchAll(/`([^`]+)`/g)) {
      // `.host` after `kessai.links.NAME.port` is `kessai.links.NAME.host`.
      last = code.startsWith('.') ? last.slice(0, last.lastIndexOf('.')) + code : code;
      patterns.push(...alternatives(last).map(pattern));
    }
    // A cell may name a variable beside the key it stands for.
    patterns.push(...[...row.matchAll(/`(KESSAI_[A-Z0-9_]+)`/g)].map(([, name]) => pattern(name)));
  }
  return patterns;
};

/** What braces stand for: `a.{b,c}` is `a.b` and `a.c`. */
function alternatives(key) {
  const braces = /\{([^{}]*)\}/.exec(key);
  if (!braces) return [key];
  return braces[1].split(',').flatMap((one) => alternatives(key.replace(braces[0], one)));
}

function pattern(key) {
  const name = key
    .split('.')
    .map((part) => (/^[A-Z]+$/.test(part) ? '[A-Z0-9_]+' : part.toUpperCase().replaceAll('-', '_')))
    .join('_');
  return new RegExp(`^${name}$`);
}
