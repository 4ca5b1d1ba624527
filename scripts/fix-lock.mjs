// Completes package-lock.json with the optional packages of other platforms that npm left out, so that `npm ci` passes everywhere.
import fs from 'node:fs';
const file = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(fs.readFileSync(file, 'utf8'));
const pk = lock.packages;
let n = 0;
const guess = (name) => {
  const s = name.split('/').pop();
  const os = /darwin/.test(s)
    ? 'darwin'
    : /win32/.test(s)
      ? 'win32'
      : /android/.test(s)
        ? 'android'
        : /freebsd/.test(s)
          ? 'freebsd'
          : /openharmony/.test(s)
            ? 'openharmony'
            : /linux/.test(s)
              ? 'linux'
              : /wasm|wasi/.test(s)
                ? null
                : undefined;
  const cpu = /arm64|aarch64/.test(s)
    ? 'arm64'
    : /x64|x86_64/.test(s)
      ? 'x64'
      : /ia32/.test(s)
        ? 'ia32'
        : /arm/.test(s)
          ? 'arm'
          : /loong64/.test(s)
            ? 'loong64'
            : /ppc64/.test(s)
              ? 'ppc64'
              : /riscv64/.test(s)
                ? 'riscv64'
                : /s390x/.test(s)
                  ? 's390x'
                  : /wasm32/.test(s)
                    ? 'wasm32'
                    : undefined;
  const libc = /musl/.test(s) ? 'musl' : /gnu/.test(s) && os === 'linux' ? 'glibc' : undefined;
  return { os, cpu, libc };
};
for (const [path, p] of Object.entries(pk))
  for (const [name, spec] of Object.entries(p.optionalDependencies ?? {})) {
    // node resolution: nested first, then up
    let cur = path,
      found = false;
    for (;;) {
      if (pk[(cur ? cur + '/' : '') + 'node_modules/' + name]) {
        found = true;
        break;
      }
      if (!cur) break;
      const i = cur.lastIndexOf('/node_modules/');
      cur = i >= 0 ? cur.slice(0, i) : '';
    }
    if (found) continue;
    const { os, cpu, libc } = guess(name);
    const version = spec.replace(/^[\^~]/, '');
    if (!/^\d+\.\d+\.\d+/.test(version)) {
      console.warn('skip', name, spec);
      continue;
    }
    const e = { version, ...(p.dev ? { dev: true } : {}), optional: true };
    if (cpu) e.cpu = [cpu];
    if (libc) e.libc = [libc];
    if (os) e.os = [os];
    pk['node_modules/' + name] = e;
    n++;
    console.log('stub', name, version, os, cpu, libc ?? '');
  }
lock.packages = Object.fromEntries(Object.entries(pk).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
fs.writeFileSync(file, JSON.stringify(lock, null, 2) + '\n');
console.log('added', n);
