import { S3Client } from '@aws-sdk/client-s3';
import { Module, type DynamicModule } from '@nestjs/common';
import { configurationProvider } from '@libs/runtime';
import { ClamdScanner } from './clamd-scanner.js';
import { LocalStore } from './local-store.js';
import { ObjectStore } from './object-store.js';
import { S3Store } from './s3-store.js';
import { NoScanner, Scanner } from './scanner.js';
import { ScannerConfig, StorageConfig } from './storage.config.js';

function s3Client(config: StorageConfig): S3Client {
  const { storageS3Endpoint, storageS3AccessKeyId, storageS3SecretAccessKey } = config;
  return new S3Client({
    region: config.storageS3Region,
    forcePathStyle: config.storageS3PathStyle,
    // Other servers than Amazon's do not know the checksums that the SDK would send by itself.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(storageS3Endpoint !== undefined && { endpoint: storageS3Endpoint }),
    ...(storageS3AccessKeyId !== undefined &&
      storageS3SecretAccessKey !== undefined && {
        credentials: {
          accessKeyId: storageS3AccessKeyId,
          secretAccessKey: storageS3SecretAccessKey,
        },
      }),
  });
}

/** The store that the configuration names. */
export function storeOf(config: StorageConfig): ObjectStore {
  const { storageDirectory, storageS3Bucket } = config;
  return storageS3Bucket === undefined
    ? new LocalStore(storageDirectory)
    : new S3Store(s3Client(config), storageS3Bucket);
}

/** The scanner that the configuration names. */
export function scannerOf({ documentsScanner }: ScannerConfig): Scanner {
  return documentsScanner === 'none' ? new NoScanner() : new ClamdScanner(documentsScanner);
}

/** Files of an agent: `ObjectStore` keeps them, `Scanner` looks through them. */
@Module({})
export class StorageModule {
  static forAgent(agent: string): DynamicModule {
    return {
      module: StorageModule,
      providers: [
        configurationProvider(agent, StorageConfig),
        configurationProvider(agent, ScannerConfig),
        { provide: ObjectStore, inject: [StorageConfig], useFactory: storeOf },
        { provide: Scanner, inject: [ScannerConfig], useFactory: scannerOf },
      ],
      exports: [ObjectStore, Scanner],
    };
  }
}
