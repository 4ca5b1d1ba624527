import type { Problem } from '@/lib/errors/problem';
import type { ImportJob } from '@/lib/model/import-job';

type Options = { workspace: string; onProgress: (share: number) => void; signal: AbortSignal };

/** Sends a file as it is. XMLHttpRequest, because fetch cannot tell how much has been sent. Rejects with words to show. */
export function uploadFile(file: File, { workspace, onProgress, signal }: Options): Promise<ImportJob> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/imports?file=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('x-sightglass-workspace', workspace);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status < 300) resolve(request.response as ImportJob);
      else
        reject(
          new Error(
            (request.response as Problem | null)?.detail ?? `The portal answered with status ${request.status}.`,
          ),
        );
    };
    request.onerror = () => reject(new Error('The connection was lost. Choose the file again to repeat the upload.'));
    request.onabort = () => reject(new Error('The upload was stopped.'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
