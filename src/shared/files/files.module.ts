import { Module } from '@nestjs/common';
import { DocumentFiles } from './document-files.js';
import { StoredFiles } from './stored-files.js';

/** Files that people send in. */
@Module({ providers: [DocumentFiles, StoredFiles], exports: [DocumentFiles, StoredFiles] })
export class FilesModule {}
