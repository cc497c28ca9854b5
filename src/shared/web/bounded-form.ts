import { UseInterceptors } from '@nestjs/common';
import { AnyFilesInterceptor } from '@nestjs/platform-express';
import { boundedUpload } from '../files/bounded-upload.js';

/**
 * Takes a form with files: each in memory up to a limit, `null` in place of its bytes beyond it; the handler has them by
 * `@UploadedFiles()` as BoundedFile[].
 */
export function TakesFiles({ limit, files }: { limit: number; files: number }): MethodDecorator {
  const limits = { files, fields: 600, fieldNameSize: 100, fieldSize: 256 * 1024 };
  return UseInterceptors(AnyFilesInterceptor({ storage: boundedUpload(limit) as never, limits }));
}
