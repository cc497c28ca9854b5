import { Global, Module, type DynamicModule } from '@nestjs/common';
import { INSTALLATION_SECRET } from './secret.js';

/** Offers what was read at the start to whoever injects it. */
@Global()
@Module({})
export class ConfigModule {
  static with(secret: string): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: INSTALLATION_SECRET, useValue: secret }], exports: [INSTALLATION_SECRET] };
  }
}
