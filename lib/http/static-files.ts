import type { IncomingMessage, ServerResponse } from 'node:http';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

/** Answers a request for a file of the build. Resolves to false, and has answered nothing, when there is none of that name. */
export type StaticFiles = (pathname: string, request: IncomingMessage, reply: ServerResponse) => Promise<boolean>;

type Options = { dir: string; isCompressed: boolean };

const prefix = '/_next/static/';
const types: Record<string, string> = {
  '.js': 'application/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};
const compress = promisify(gzip);

/**
 * The scripts and styles of pages, whose names change with what is in them: read once, compressed once, kept for as long as the process
 * lives. Next would read and compress each anew for everybody. Only names that were there at the start are known, so no name leads out of `dir`.
 */
export async function openStaticFiles({ dir, isCompressed }: Options): Promise<StaticFiles> {
  const files = new Map<string, StaticFile>();
  for (const entry of await readdir(dir, { withFileTypes: true, recursive: true })) {
    const type = types[path.extname(entry.name)];
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(dir, file).split(path.sep).join('/');
    if (entry.isFile() && type !== undefined) files.set(prefix + name, new StaticFile(file, type));
  }
  return async (pathname, request, reply) => {
    const file = pathname.startsWith(prefix) ? files.get(decodeURIComponent(pathname)) : undefined;
    if (file === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    const isGzip = isCompressed && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    const body = await file.body(isGzip).catch(() => undefined);
    if (body === undefined) return false;
    reply.writeHead(200, {
      'content-type': file.type,
      'content-length': body.length,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(isGzip ? { 'content-encoding': 'gzip' } : {}),
    });
    reply.end(request.method === 'HEAD' ? undefined : body);
    return true;
  };
}

class StaticFile {
  /** By whether they are compressed. */
  private readonly bodies = new Map<boolean, Promise<Buffer>>();

  constructor(
    private readonly file: string,
    readonly type: string,
  ) {}

  body(isGzip: boolean): Promise<Buffer> {
    const known = this.bodies.get(isGzip);
    if (known !== undefined) return known;
    const read = this.read(isGzip).catch((error: unknown) => {
      this.bodies.delete(isGzip);
      throw error;
    });
    this.bodies.set(isGzip, read);
    return read;
  }

  private async read(isGzip: boolean): Promise<Buffer> {
    const bytes = await readFile(this.file);
    return isGzip ? compress(bytes, { level: constants.Z_BEST_COMPRESSION }) : bytes;
  }
}
